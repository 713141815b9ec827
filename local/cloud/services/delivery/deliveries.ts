import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createAlarmClock } from '../../alarm-clock.ts';
import type { CloudParts } from '../../parts.ts';
import { deliver, FunctionError, type Target } from './target.ts';

/** Something to hand to a target, again and again until it is taken or given up. */
export interface Delivery {
  readonly target: Target;
  /** JSON text, or any text for a queue. */
  readonly payload: string;
  /** Who delivers: `events.amazonaws.com`, `s3.amazonaws.com`; asked in the function's resource policy. */
  readonly principal: string;
  readonly maximumRetryAttempts: number;
  readonly maximumAgeSeconds: number;
  readonly deadLetterArn?: string | undefined;
}

/** At-least-once deliveries that survive a restart. */
export interface Deliveries {
  /** Keeps the delivery on disk before it returns. */
  add(delivery: Delivery): void;
  start(): void;
  stop(): Promise<void>;
}

interface Row {
  readonly id: string;
  readonly delivery: string;
  readonly attempts: number;
  readonly since: number;
  readonly dueAt: number;
}

/** Lambda retries an asynchronous invocation twice, after one and two minutes. */
const FUNCTION_RETRIES = 2;
const LONGEST_DELAY_SECONDS = 300;

/** Opens the deliveries kept in `path`. */
export function openDeliveries(parts: CloudParts, path: string): Deliveries {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS deliveries (
      id TEXT PRIMARY KEY, delivery TEXT, attempts INTEGER, since INTEGER, dueAt INTEGER);`);
  const { clock } = parts;
  const alarms = createAlarmClock(clock);
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<void>>();

  function pursue(row: Row): void {
    const work = attempts(row).catch((error: unknown) => {
      if (!stopping.signal.aborted) parts.warn(`Delivery ${row.id} broke: ${String(error)}`);
    });
    underWay.set(
      row.id,
      work.finally(() => underWay.delete(row.id)),
    );
  }

  async function attempts(first: Row): Promise<void> {
    const delivery = JSON.parse(first.delivery) as Delivery;
    for (let row: Row | undefined = first; row !== undefined; ) {
      await alarms.until(row.dueAt, stopping.signal);
      const failure = await attempt(delivery);
      stopping.signal.throwIfAborted();
      row = failure === undefined ? undefined : await again(row, delivery, failure);
    }
    database.prepare('DELETE FROM deliveries WHERE id = ?').run(first.id);
  }

  async function attempt(delivery: Delivery): Promise<Error | undefined> {
    try {
      await deliver(parts, delivery.target, delivery.payload, delivery.principal);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** The row of the next attempt, or nothing when the delivery is given up. */
  async function again(row: Row, delivery: Delivery, failure: Error): Promise<Row | undefined> {
    const made = row.attempts + 1;
    const limit = failure instanceof FunctionError ? FUNCTION_RETRIES : delivery.maximumRetryAttempts;
    const age = (clock.now() - row.since) / 1000;
    if (made > Math.min(limit, delivery.maximumRetryAttempts) || age > delivery.maximumAgeSeconds) {
      await giveUp(delivery, failure);
      return undefined;
    }
    const delay = failure instanceof FunctionError ? 60 * made : Math.min(LONGEST_DELAY_SECONDS, 2 ** made);
    const next = { ...row, attempts: made, dueAt: clock.now() + delay * 1000 };
    database
      .prepare('UPDATE deliveries SET attempts = ?, dueAt = ? WHERE id = ?')
      .run(made, next.dueAt, row.id);
    return next;
  }

  async function giveUp({ target, payload, deadLetterArn }: Delivery, failure: Error): Promise<void> {
    if (deadLetterArn === undefined) {
      parts.warn(`Nothing takes the delivery to ${target.arn}: ${failure.message}`);
      return;
    }
    const about = { ERROR_CODE: failure.name, ERROR_MESSAGE: failure.message, TARGET_ARN: target.arn };
    const attributes = Object.entries(about).map(([name, value]) => [
      name,
      { DataType: 'String', StringValue: value || '-' },
    ]);
    await deliver(
      parts,
      { arn: deadLetterArn, messageAttributes: Object.fromEntries(attributes) },
      payload,
      'sqs',
    );
  }

  return {
    add(delivery) {
      const now = clock.now();
      const id = randomUUID();
      const row: Row = { id, delivery: JSON.stringify(delivery), attempts: 0, since: now, dueAt: now };
      database.prepare('INSERT INTO deliveries VALUES (?, ?, 0, ?, ?)').run(id, row.delivery, now, now);
      pursue(row);
    },
    start() {
      for (const row of database.prepare('SELECT * FROM deliveries').all() as unknown as Row[]) pursue(row);
    },
    async stop() {
      stopping.abort();
      // A function that never answers must not hold up the end; its delivery is made again at the next start.
      await Promise.race([
        Promise.all(underWay.values()),
        new Promise((resolve) => setTimeout(resolve, 200)),
      ]);
      database.close();
    },
  };
}
