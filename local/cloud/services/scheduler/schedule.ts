import type { Delivery } from '../delivery/deliveries.ts';
import { type Input, optionalText, structure, text } from '../input.ts';
import { type Due, parseSchedule } from '../schedule/schedule-expression.ts';

/** A schedule as it is kept; instants in ms since the epoch. */
export interface Schedule {
  readonly arn: string;
  readonly group: string;
  readonly name: string;
  /** The input of CreateSchedule. */
  readonly input: Input;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** The last time it was due; `createdAt` before the first. */
  readonly lastDueAt: number;
}

const DAY_SECONDS = 86_400;

/** An `at()` that passed unseen is still due. */
export function dueOf({ input, createdAt, lastDueAt }: Schedule): Due {
  const since = instantOf(input.StartDate) ?? createdAt;
  const due = parseSchedule(
    text(input, 'ScheduleExpression'),
    optionalText(input, 'ScheduleExpressionTimezone') ?? 'UTC',
    since,
  );
  if (!due.once || lastDueAt !== createdAt) return due;
  let pending = true;
  return {
    once: true,
    next(): number | undefined {
      const instant = pending ? due.next(0) : undefined;
      pending = false;
      return instant;
    },
  };
}

/** What to deliver when a schedule is due at an instant. */
export function deliveryOf({ input, arn }: Schedule, instant: number): Delivery {
  const target = structure(input, 'Target');
  const retry = structure(target, 'RetryPolicy');
  const bus = structure(target, 'EventBridgeParameters');
  const deadLetterArn = optionalText(structure(target, 'DeadLetterConfig'), 'Arn');
  const time = `${new Date(instant).toISOString().slice(0, 19)}Z`;
  const payload = (optionalText(target, 'Input') ?? '{}')
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.scheduled-time>', time);
  return {
    target: {
      arn: text(target, 'Arn'),
      role: text(target, 'RoleArn'),
      messageGroupId: optionalText(structure(target, 'SqsParameters'), 'MessageGroupId'),
      busEvent:
        bus.Source === undefined
          ? undefined
          : { source: text(bus, 'Source'), detailType: text(bus, 'DetailType') },
    },
    payload,
    principal: 'scheduler.amazonaws.com',
    maximumRetryAttempts: Number(retry.MaximumRetryAttempts ?? 185),
    maximumAgeSeconds: Number(retry.MaximumEventAgeInSeconds ?? DAY_SECONDS),
    ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
  };
}

/** GetSchedule. */
export function described({ arn, input, createdAt, modifiedAt, group }: Schedule): Record<string, unknown> {
  return {
    ...input,
    Arn: arn,
    GroupName: group,
    State: input.State ?? 'ENABLED',
    ActionAfterCompletion: input.ActionAfterCompletion ?? 'NONE',
    CreationDate: createdAt / 1000,
    LastModificationDate: modifiedAt / 1000,
  };
}

/** StartDate and EndDate: epoch seconds on the wire, ISO 8601 in a template. */
export function instantOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'number' ? value * 1000 : Date.parse(String(value));
}
