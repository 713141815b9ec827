import type { CloudParts } from '../../parts.ts';
import type { Resource } from '../../template/resource.ts';
import type { Delivery } from '../delivery/deliveries.ts';
import type { Pattern } from './pattern.ts';

/** An event as targets receive it. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** A target of a rule as CloudFormation writes it. */
export interface RuleTarget {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: {
    readonly InputPathsMap?: Readonly<Record<string, string>>;
    readonly InputTemplate: string;
  };
  readonly SqsParameters?: { readonly MessageGroupId?: string };
  readonly RetryPolicy?: {
    readonly MaximumRetryAttempts?: number;
    readonly MaximumEventAgeInSeconds?: number;
  };
  readonly DeadLetterConfig?: { readonly Arn?: string };
}

/** A rule of the template. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly pattern: Pattern | undefined;
  readonly schedule: string | undefined;
  readonly targets: readonly RuleTarget[];
}

const DAY_SECONDS = 86_400;

/** Every rule that is switched on. */
export function enabledRules(parts: CloudParts): Rule[] {
  const resources = parts.template.resources('AWS::Events::Rule');
  return resources.filter(({ properties }) => properties.State !== 'DISABLED').map(readRule);
}

function readRule({ name, arn, properties }: Resource): Rule {
  const { EventPattern, ScheduleExpression, Targets } = properties;
  return {
    name,
    arn,
    bus: busName(properties.EventBusName),
    pattern: EventPattern as Pattern | undefined,
    schedule: typeof ScheduleExpression === 'string' ? ScheduleExpression : undefined,
    targets: (Targets ?? []) as RuleTarget[],
  };
}

/** A bus by name or ARN; none means the account's default bus. */
export function busName(bus: unknown): string {
  return typeof bus === 'string' ? bus.replace(/^.*event-bus\//, '') : 'default';
}

/** What to deliver to a target for an event; RetryPolicy as EventBridge has it by default. */
export function deliveryFor(target: RuleTarget, event: BusEvent): Delivery {
  const { RetryPolicy: retry } = target;
  return {
    target: { arn: target.Arn, role: target.RoleArn, messageGroupId: target.SqsParameters?.MessageGroupId },
    payload: payloadFor(target, event),
    principal: 'events.amazonaws.com',
    maximumRetryAttempts: retry?.MaximumRetryAttempts ?? 185,
    maximumAgeSeconds: retry?.MaximumEventAgeInSeconds ?? DAY_SECONDS,
    deadLetterArn: target.DeadLetterConfig?.Arn,
  };
}

function payloadFor({ Input, InputPath, InputTransformer }: RuleTarget, event: BusEvent): string {
  if (Input !== undefined) return Input;
  if (InputPath !== undefined) return JSON.stringify(at(event, InputPath) ?? null);
  return InputTransformer === undefined ? JSON.stringify(event) : transformed(InputTransformer, event);
}

/** Placeholders inside a quoted string are put in bare, others as JSON ("Transforming input"). */
function transformed(
  { InputPathsMap = {}, InputTemplate }: NonNullable<RuleTarget['InputTransformer']>,
  event: BusEvent,
): string {
  const values = new Map(Object.entries(InputPathsMap).map(([name, path]) => [name, at(event, path)]));
  values.set('aws.events.event', event);
  values.set('aws.events.event.json', event);
  values.set('aws.events.event.ingestion-time', event.time);
  let quoted = false;
  return InputTemplate.replace(/\\.|"|<([\w.-]+)>/g, (whole, name?: string) => {
    if (whole === '"') quoted = !quoted;
    if (name === undefined || !values.has(name)) return whole;
    const value = values.get(name);
    if (!quoted) return JSON.stringify(value ?? null);
    return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value ?? '')).slice(1, -1);
  });
}

/** A simple JSON path: `$.detail.object.key`, `$.resources[0]`. */
function at(event: unknown, path: string): unknown {
  let value = event;
  for (const [, name, index] of path.replace(/^\$/, '').matchAll(/\.([^.[]+)|\[(\d+)\]/g)) {
    value = (value as Record<string, unknown> | undefined)?.[name ?? index ?? ''];
  }
  return value;
}
