import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createAlarmClock } from '../../alarm-clock.ts';
import type { CloudParts } from '../../parts.ts';
import { AwsError, type Service } from '../../service.ts';
import { openDeliveries } from '../delivery/deliveries.ts';
import { type Input, optionalText, structure, text } from '../input.ts';
import { arnOf, groupOf, readSchedulerRequest, validateSchedule } from './request.ts';
import { deliveryOf, described, dueOf, instantOf, type Schedule } from './schedule.ts';

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
    validateSchedule(input);
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
    operation: readSchedulerRequest,
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
