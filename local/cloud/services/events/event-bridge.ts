import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createAlarmClock } from '../../alarm-clock.ts';
import { readJson, writeAtomically } from '../../atomic-file.ts';
import type { CloudParts } from '../../parts.ts';
import { AwsError, type CallContext, type Operation, type Service } from '../../service.ts';
import { openDeliveries } from '../delivery/deliveries.ts';
import { type Input, list, optionalText, structures, text } from '../input.ts';
import { parseSchedule } from '../schedule/schedule-expression.ts';
import { matches, type Pattern } from './pattern.ts';
import { type BusEvent, busName, deliveryFor, enabledRules, type Rule } from './rules.ts';

/** EventBridge over the rules of the template: patterns, schedules, targets with retries. */
export function eventBridge(parts: CloudParts): Service {
  const { clock } = parts;
  const deliveries = openDeliveries(parts, join(parts.data, 'events', 'deliveries.sqlite'));
  const stopping = new AbortController();
  const alarms = createAlarmClock(clock);
  const firedPath = join(parts.data, 'events', 'schedules.json');
  const fired = (readJson(firedPath) ?? {}) as Record<string, number>;

  function publish(bus: string, event: BusEvent): void {
    for (const rule of enabledRules(parts)) {
      if (rule.bus !== bus || rule.pattern === undefined || !holds(rule, rule.pattern, event)) continue;
      for (const target of rule.targets) deliveries.add(deliveryFor(target, event));
    }
  }

  function holds(rule: Rule, pattern: Pattern, event: BusEvent): boolean {
    try {
      return matches(pattern, event);
    } catch (error) {
      parts.warn(`Rule ${rule.name}: ${(error as Error).message}`);
      return false;
    }
  }

  function toEvent(
    source: string,
    detailType: string,
    resources: readonly string[],
    detail: unknown,
  ): BusEvent {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': detailType,
      source,
      account: parts.account,
      time: `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
      region: parts.region,
      resources,
      detail,
    };
  }

  /** One entry of PutEvents: its id, or why it failed. */
  function put(entry: Input, internal: boolean): Record<string, string> {
    const [source, detailType, detail] = ['Source', 'DetailType', 'Detail'].map((field) =>
      optionalText(entry, field),
    );
    if (!source || !detailType || detail === undefined) {
      return failed(
        'InvalidArgument',
        `Parameter ${!source ? 'Source' : !detailType ? 'DetailType' : 'Detail'} is not valid. Reason: it is required.`,
      );
    }
    if (source.startsWith('aws.') && !internal) {
      return failed('NotAuthorizedForSourceException', 'Not authorized for the source.');
    }
    const parsed = parseDetail(detail);
    if (parsed === undefined) return failed('MalformedDetail', 'Detail is malformed.');
    const bus = busName(entry.EventBusName);
    if (!busExists(parts, bus)) return failed('InvalidArgument', `Event bus ${bus} does not exist.`);
    const event = toEvent(source, detailType, list(entry, 'Resources').map(String), parsed);
    publish(bus, event);
    return { EventId: event.id };
  }

  /** A schedule that was due while the cloud was off, or jumped over, fires once. */
  async function keepSchedule(rule: Rule, expression: string): Promise<void> {
    const began = fired[rule.arn] ?? clock.now();
    remember(rule.arn, began);
    const due = parseSchedule(expression, 'UTC', began);
    for (let last = began; ; ) {
      const next = due.next(last);
      if (next === undefined) return;
      await alarms.until(next, stopping.signal);
      last = Math.max(next, clock.now());
      remember(rule.arn, last);
      const event = toEvent('aws.events', 'Scheduled Event', [rule.arn], {});
      for (const target of rule.targets) deliveries.add(deliveryFor(target, event));
    }
  }

  function remember(arn: string, instant: number): void {
    fired[arn] = instant;
    writeAtomically(firedPath, JSON.stringify(fired));
  }

  const operations: Record<string, (input: Input, context: CallContext) => unknown> = {
    PutEvents(input, context) {
      const entries = structures(input, 'Entries');
      if (entries.length < 1 || entries.length > 10) {
        throw new AwsError('ValidationException', "Value at 'entries' must have 1 to 10 members.");
      }
      const internal = context.request.headers.authorization === undefined;
      const Entries = entries.map((entry) => put(entry, internal));
      return { Entries, FailedEntryCount: Entries.filter(({ ErrorCode }) => ErrorCode !== undefined).length };
    },
    TestEventPattern: (input) => ({
      Result: matches(JSON.parse(text(input, 'EventPattern')) as Pattern, JSON.parse(text(input, 'Event'))),
    }),
    ListRules: (input) => ({
      Rules: enabledRules(parts)
        .filter(({ bus }) => bus === busName(input.EventBusName))
        .map(({ name, arn, bus, pattern, schedule }) => ({
          Name: name,
          Arn: arn,
          EventBusName: bus,
          State: 'ENABLED',
          ...(pattern === undefined ? {} : { EventPattern: JSON.stringify(pattern) }),
          ...(schedule === undefined ? {} : { ScheduleExpression: schedule }),
        })),
    }),
  };

  return {
    name: 'events',
    resources: (operation) => buses(parts, operation),
    async call({ name, input }, context) {
      const perform = operations[name];
      if (perform !== undefined) return perform(input, context);
      throw new AwsError('UnknownOperationException', `The laptop cloud's EventBridge has no ${name}.`, 501);
    },
    async start() {
      deliveries.start();
      for (const rule of enabledRules(parts)) {
        if (rule.schedule === undefined) continue;
        keepSchedule(rule, rule.schedule).catch((error: unknown) => {
          if (!stopping.signal.aborted) parts.warn(`Rule ${rule.name}: ${(error as Error).message}`);
        });
      }
    },
    async stop() {
      stopping.abort();
      await deliveries.stop();
    },
  };
}

function buses(parts: CloudParts, { name, input }: Operation): string[] {
  if (name !== 'PutEvents') return ['*'];
  const names = new Set(structures(input, 'Entries').map((entry) => busName(entry.EventBusName)));
  return [...names].map((bus) => `arn:aws:events:${parts.region}:${parts.account}:event-bus/${bus}`);
}

function busExists(parts: CloudParts, bus: string): boolean {
  return bus === 'default' || parts.template.find('AWS::Events::EventBus', bus) !== undefined;
}

function parseDetail(detail: string): unknown {
  try {
    const value: unknown = JSON.parse(detail);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function failed(ErrorCode: string, ErrorMessage: string): Record<string, string> {
  return { ErrorCode, ErrorMessage };
}
