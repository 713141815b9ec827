import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Queue } from './queue.ts';

/** A message as it is kept; instants in ms since the epoch. */
export interface Message {
  /** Its place in the queue; also the FIFO sequence number. */
  readonly id: number;
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
  /** MessageAttributes as JSON. */
  readonly attributes: string;
  readonly sender: string;
  readonly groupId: string | null;
  readonly deduplicationId: string | null;
  readonly sourceArn: string | null;
  readonly sentAt: number;
  readonly visibleAt: number;
  readonly receives: number;
  readonly firstReceivedAt: number | null;
  /** Second half of the current receipt handle. */
  readonly receipt: string | null;
}

export type NewMessage = Pick<
  Message,
  'queue' | 'body' | 'attributes' | 'sender' | 'groupId' | 'deduplicationId' | 'sentAt' | 'visibleAt'
>;

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT, messageId TEXT, body TEXT, attributes TEXT, sender TEXT,
    groupId TEXT, deduplicationId TEXT, sourceArn TEXT, sentAt INTEGER, visibleAt INTEGER,
    receives INTEGER DEFAULT 0, firstReceivedAt INTEGER, receipt TEXT);
  CREATE INDEX IF NOT EXISTS messages_by_queue ON messages (queue, id);
  CREATE TABLE IF NOT EXISTS seen (
    queue TEXT, deduplicationId TEXT, messageId TEXT, id INTEGER, until INTEGER, PRIMARY KEY (queue, deduplicationId));
`;
/** "Exactly-once processing": a deduplication id counts for five minutes. */
const DEDUPLICATION_MILLISECONDS = 300_000;

/** The messages of every queue, in `<data>/sqs/messages.sqlite`. */
export class Messages {
  readonly #database: DatabaseSync;

  constructor(data: string) {
    const folder = join(data, 'sqs');
    mkdirSync(folder, { recursive: true });
    this.#database = new DatabaseSync(join(folder, 'messages.sqlite'));
    this.#database.exec(SCHEMA);
  }

  close(): void {
    this.#database.close();
  }

  /** Adds a message, or answers the earlier one with the same deduplication id. */
  add(message: NewMessage): { messageId: string; id: number } {
    const { queue, deduplicationId, sentAt } = message;
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const seen = deduplicationId === null ? undefined : this.#seen(queue, deduplicationId, sentAt);
      const added = seen ?? this.#insert(message);
      this.#database.exec('COMMIT');
      return added;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Takes up to `limit` messages; those received too often go to the dead-letter queue instead. */
  receive(
    queue: Queue,
    deadLetterQueue: string | undefined,
    limit: number,
    visibilitySeconds: number,
    now: number,
  ): Message[] {
    this.#run(
      'DELETE FROM messages WHERE queue = ? AND sentAt <= ?',
      queue.name,
      now - queue.retentionSeconds * 1000,
    );
    const taken: Message[] = [];
    const blocked = new Set<string>();
    const all = this.#database
      .prepare('SELECT * FROM messages WHERE queue = ? ORDER BY id')
      .iterate(queue.name);
    const due: Message[] = [];
    for (const row of all as Iterable<unknown>) {
      const message = row as Message;
      if (message.visibleAt > now) {
        if (queue.fifo && message.groupId !== null) blocked.add(message.groupId);
      } else if (message.groupId === null || !blocked.has(message.groupId)) due.push(message);
      if (due.length >= limit * 2) break;
    }
    for (const message of due) {
      if (taken.length >= limit) break;
      if (
        deadLetterQueue !== undefined &&
        message.receives >= (queue.redrive?.maxReceiveCount ?? Number.POSITIVE_INFINITY)
      ) {
        this.#move(message, deadLetterQueue, queue.arn, now);
      } else taken.push(this.#take(message, visibilitySeconds, now));
    }
    return taken;
  }

  /** When the next hidden message of a queue shows itself; what is visible now waits for its group. */
  nextVisibleAt(queue: string, now: number): number {
    const sql = 'SELECT min(visibleAt) AS at FROM messages WHERE queue = ? AND visibleAt > ?';
    const row = this.#database.prepare(sql).get(queue, now);
    return typeof row?.at === 'number' ? row.at : Number.POSITIVE_INFINITY;
  }

  find(queue: string, id: number): Message | undefined {
    return this.#database.prepare('SELECT * FROM messages WHERE queue = ? AND id = ?').get(queue, id) as
      | Message
      | undefined;
  }

  remove(message: Message): void {
    this.#run('DELETE FROM messages WHERE id = ?', message.id);
  }

  hide(message: Message, visibleAt: number): void {
    this.#run('UPDATE messages SET visibleAt = ? WHERE id = ?', visibleAt, message.id);
  }

  purge(queue: string): void {
    this.#run('DELETE FROM messages WHERE queue = ?', queue);
  }

  /** Visible, in flight and delayed. */
  counts(queue: string, now: number): { visible: number; inFlight: number; delayed: number } {
    const sql = `SELECT count(*) FILTER (WHERE visibleAt <= ?1) AS visible,
      count(*) FILTER (WHERE visibleAt > ?1 AND receives > 0) AS inFlight,
      count(*) FILTER (WHERE visibleAt > ?1 AND receives = 0) AS delayed FROM messages WHERE queue = ?2`;
    const row = this.#database.prepare(sql).get(now, queue);
    return { visible: Number(row?.visible), inFlight: Number(row?.inFlight), delayed: Number(row?.delayed) };
  }

  #seen(queue: string, deduplicationId: string, now: number): { messageId: string; id: number } | undefined {
    this.#run('DELETE FROM seen WHERE until <= ?', now);
    const sql = 'SELECT messageId, id FROM seen WHERE queue = ? AND deduplicationId = ?';
    return this.#database.prepare(sql).get(queue, deduplicationId) as
      | { messageId: string; id: number }
      | undefined;
  }

  #insert(message: NewMessage): { messageId: string; id: number } {
    const messageId = randomUUID();
    const row = { ...message, messageId };
    const names = Object.keys(row);
    const sql = `INSERT INTO messages (${names}) VALUES (${names.map(() => '?')})`;
    const id = Number(this.#database.prepare(sql).run(...Object.values(row)).lastInsertRowid);
    if (message.deduplicationId !== null) {
      const until = message.sentAt + DEDUPLICATION_MILLISECONDS;
      this.#run(
        'INSERT INTO seen VALUES (?, ?, ?, ?, ?)',
        message.queue,
        message.deduplicationId,
        messageId,
        id,
        until,
      );
    }
    return { messageId, id };
  }

  #take(message: Message, visibilitySeconds: number, now: number): Message {
    const taken: Message = {
      ...message,
      receives: message.receives + 1,
      firstReceivedAt: message.firstReceivedAt ?? now,
      receipt: randomUUID(),
      visibleAt: now + visibilitySeconds * 1000,
    };
    const sql =
      'UPDATE messages SET receives = ?, firstReceivedAt = ?, receipt = ?, visibleAt = ? WHERE id = ?';
    this.#run(sql, taken.receives, taken.firstReceivedAt, taken.receipt, taken.visibleAt, taken.id);
    return taken;
  }

  #move(message: Message, deadLetterQueue: string, sourceArn: string, now: number): void {
    const sql = `UPDATE messages SET queue = ?, sourceArn = ?, receives = 0, firstReceivedAt = NULL, visibleAt = ?
      WHERE id = ?`;
    this.#run(sql, deadLetterQueue, sourceArn, now, message.id);
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    this.#database.prepare(sql).run(...values);
  }
}
