import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createAlarmClock } from '../../alarm-clock.ts';
import type { CloudParts } from '../../parts.ts';
import { AwsError, type Operation, type Service, type WireRequest } from '../../service.ts';
import { type Delivery, openDeliveries } from '../delivery/deliveries.ts';
import { type Input, optionalText, structure, text } from '../input.ts';
import { parseSchedule } from '../schedule/schedule-expression.ts';

/** A schedule as it is kept; instants in ms since the epoch. */
interface Schedule {
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
const NAME = /^[0-9a-zA-Z-_.]{1,64}$/;

/** EventBridge Scheduler: one-time and recurring schedules in `<data>/scheduler/schedules.sqlite`. */
export function scheduler(parts: CloudParts): Service {
  const { clock } = parts;
  const folder = join(parts.data, 'scheduler');
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'schedules.sqlite'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS schedules (arn TEXT PRIMARY KEY, record TEXT);`);
  const deliveries = openDeliveries(parts, join(folder, 'deliveries.sqlite'));
  const alarms = createAlarmClock(clock);
  const running = new Map<string, AbortController>();

  function find(arn: string): Schedule | undefined {
    const row = database.prepare('SELECT record FROM schedules WHERE arn = ?').get(arn);
    return row === undefined ? undefined : (JSON.parse(String(row.record)) as Schedule);
  }

  function load(input: Input): Schedule {
    const schedule = find(arnOf(parts, input));
    if (schedule !== undefined) return schedule;
    throw new AwsError('ResourceNotFoundException', `Schedule ${text(input, 'Name')} does not exist.`, 404);
  }

  function all(): Schedule[] {
    const rows = database.prepare('SELECT record FROM schedules ORDER BY arn').all();
    return rows.map(({ record }) => JSON.parse(String(record)) as Schedule);
  }

  function keep(schedule: Schedule): void {
    database
      .prepare('INSERT OR REPLACE INTO schedules VALUES (?, ?)')
      .run(schedule.arn, JSON.stringify(schedule));
  }

  function drop(arn: string): void {
    database.prepare('DELETE FROM schedules WHERE arn = ?').run(arn);
    halt(arn);
  }

  function halt(arn: string): void {
    running.get(arn)?.abort();
    running.delete(arn);
  }

  function follow(schedule: Schedule): void {
    halt(schedule.arn);
    if (schedule.input.State === 'DISABLED') return;
    const stop = new AbortController();
    running.set(schedule.arn, stop);
    pursue(schedule, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) parts.warn(`Schedule ${schedule.name}: ${(error as Error).message}`);
    });
  }

  async function pursue(first: Schedule, signal: AbortSignal): Promise<void> {
    const due = dueOf(first);
    const [start, end] = [instantOf(first.input.StartDate), instantOf(first.input.EndDate)];
    for (let schedule = first; ; ) {
      const after = Math.max(schedule.lastDueAt, (start ?? 0) - 1);
      const next = due.next(after);
      if (next === undefined || (end !== undefined && next > end)) return completed(schedule);
      await alarms.until(next, signal);
      // A crash between these two lines delivers twice, which at-least-once allows; never not at all.
      deliveries.add(deliveryOf(schedule, next));
      schedule = { ...schedule, lastDueAt: Math.max(next, clock.now(), schedule.createdAt + 1) };
      keep(schedule);
    }
  }

  function completed(schedule: Schedule): void {
    if (schedule.input.ActionAfterCompletion === 'DELETE') drop(schedule.arn);
  }

  function create(input: Input, caller: string): Schedule {
    validate(input);
    const arn = arnOf(parts, input);
    const target = structure(input, 'Target');
    parts.authorize(caller, 'iam:PassRole', text(target, 'RoleArn'));
    const now = clock.now();
    const schedule: Schedule = {
      arn,
      group: groupOf(input),
      name: text(input, 'Name'),
      input,
      createdAt: now,
      modifiedAt: now,
      lastDueAt: now,
    };
    keep(schedule);
    follow(schedule);
    return schedule;
  }

  const operations: Record<string, (input: Input, caller: string) => unknown> = {
    CreateSchedule(input, caller) {
      const existing = find(arnOf(parts, input));
      const same =
        existing !== undefined &&
        existing.input.ClientToken === input.ClientToken &&
        input.ClientToken !== undefined;
      if (existing !== undefined && !same) {
        throw new AwsError('ConflictException', `Schedule ${text(input, 'Name')} already exists.`, 409);
      }
      return { ScheduleArn: (existing ?? create(input, caller)).arn };
    },
    UpdateSchedule(input, caller) {
      const { createdAt } = load(input);
      const schedule = { ...create(input, caller), createdAt };
      keep(schedule);
      return { ScheduleArn: schedule.arn };
    },
    GetSchedule: (input) => described(load(input)),
    DeleteSchedule(input) {
      drop(load(input).arn);
      return {};
    },
    ListSchedules: (input) => ({
      Schedules: all()
        .filter(
          ({ group, name }) =>
            (optionalText(input, 'ScheduleGroup') ?? group) === group &&
            name.startsWith(optionalText(input, 'NamePrefix') ?? ''),
        )
        .map(({ arn, group, name, input: given }) => ({
          Arn: arn,
          GroupName: group,
          Name: name,
          State: given.State ?? 'ENABLED',
          Target: { Arn: structure(given, 'Target').Arn },
        })),
    }),
  };

  /** Schedules of the template are kept like the others, so that they remember when they were last due. */
  function adoptTemplate(): void {
    for (const { arn, name, properties } of parts.template.resources('AWS::Scheduler::Schedule')) {
      const before = find(arn);
      const input = { ...properties, Name: name };
      const same = before !== undefined && JSON.stringify(before.input) === JSON.stringify(input);
      const now = clock.now();
      const group = groupOf(properties);
      if (!same) keep({ arn, group, name, input, createdAt: now, modifiedAt: now, lastDueAt: now });
    }
  }

  return {
    name: 'scheduler',
    operation: readRequest,
    resources: ({ name, input }) => [name === 'ListSchedules' ? '*' : arnOf(parts, input)],
    async call({ name, input }, context) {
      const perform = operations[name];
      if (perform !== undefined) return perform(input, context.caller);
      throw new AwsError('UnknownOperationException', `The laptop cloud's Scheduler has no ${name}.`, 501);
    },
    async start() {
      deliveries.start();
      adoptTemplate();
      for (const schedule of all()) follow(schedule);
    },
    async stop() {
      for (const arn of [...running.keys()]) halt(arn);
      await deliveries.stop();
      database.close();
    },
  };
}

function readRequest({ method, path, query, body }: WireRequest): Operation {
  const [, root, encoded] = path.split('/');
  const name = encoded === undefined ? undefined : decodeURIComponent(encoded);
  if (root === 'schedules' && name === undefined && method === 'GET') {
    return { name: 'ListSchedules', input: Object.fromEntries(query) };
  }
  const names: Readonly<Record<string, string>> = {
    POST: 'CreateSchedule',
    PUT: 'UpdateSchedule',
    GET: 'GetSchedule',
    DELETE: 'DeleteSchedule',
  };
  const operation = names[method];
  if (root !== 'schedules' || name === undefined || operation === undefined) {
    throw new AwsError(
      'UnknownOperationException',
      `The laptop cloud's Scheduler has no ${method} ${path}.`,
      501,
    );
  }
  const group = query.get('groupName');
  const given = body.length === 0 ? {} : (JSON.parse(body.toString('utf8')) as Record<string, unknown>);
  return {
    name: operation,
    input: { ...given, Name: name, ...(group === null ? {} : { GroupName: group }) },
  };
}

function arnOf(parts: CloudParts, input: Input): string {
  return `arn:aws:scheduler:${parts.region}:${parts.account}:schedule/${groupOf(input)}/${text(input, 'Name')}`;
}

function groupOf(input: Input): string {
  return optionalText(input, 'GroupName') ?? 'default';
}

function validate(input: Input): void {
  if (!NAME.test(text(input, 'Name'))) throw invalid('Name must be 1 to 64 letters, digits, - _ or .');
  if (structure(input, 'FlexibleTimeWindow').Mode === undefined)
    throw invalid('FlexibleTimeWindow is required.');
  const target = structure(input, 'Target');
  text(target, 'Arn');
  text(target, 'RoleArn');
  try {
    parseSchedule(
      text(input, 'ScheduleExpression'),
      optionalText(input, 'ScheduleExpressionTimezone') ?? 'UTC',
    );
  } catch (error) {
    throw invalid((error as Error).message);
  }
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** An `at()` that passed unseen is still due. */
function dueOf({ input, createdAt, lastDueAt }: Schedule) {
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

function deliveryOf({ input, arn }: Schedule, instant: number): Delivery {
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

function described({ arn, input, createdAt, modifiedAt, group }: Schedule): Record<string, unknown> {
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
function instantOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'number' ? value * 1000 : Date.parse(String(value));
}
