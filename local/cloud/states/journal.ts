import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Json, JsonObject } from './json.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One execution; instants in ms since the epoch. The definition is the one it started with, as AWS keeps it. */
export interface Execution {
  readonly arn: string;
  readonly machineArn: string;
  readonly machineName: string;
  readonly name: string;
  readonly role: string;
  readonly definition: string;
  readonly input: string;
  readonly status: Status;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
}

/** Where one line of work stands: the root of an execution, a branch, or an item of a Map. */
export interface Strand {
  /** `0` for the root, `<parent>/<state>[<index>]` below. */
  readonly path: string;
  readonly state: string;
  readonly input: Json;
  /** Variables assigned by this strand; those of outer scopes come from its parents. */
  readonly variables: JsonObject;
  readonly enteredAt: number;
  /** Retries made in this state, by position of the retrier, and in all. */
  readonly retries: readonly number[];
  readonly retryCount: number;
  /** When the next attempt or the end of a Wait is due. */
  readonly wakeAt?: number | undefined;
  /** When the attempt under way began, and the task token it waits for. */
  readonly attemptAt?: number | undefined;
  readonly token?: string | undefined;
  /** The work was handed over and only the token's outcome is missing. */
  readonly handedOver?: boolean | undefined;
  /** A Map's items as evaluated once. */
  readonly items?: Json[] | undefined;
  /** Set when the strand is through. */
  readonly output?: Json | undefined;
  readonly done?: boolean | undefined;
}

export interface Token {
  readonly token: string;
  readonly execution: string;
  readonly machineArn: string;
  readonly heartbeatAt: number;
  readonly outcome: string | null;
  readonly open: boolean;
}

export interface HistoryEvent {
  readonly id: number;
  readonly at: number;
  readonly type: string;
  readonly details: JsonObject;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS executions (
    arn TEXT PRIMARY KEY, machineArn TEXT, machineName TEXT, name TEXT, role TEXT, definition TEXT, input TEXT,
    status TEXT, startedAt INTEGER, stoppedAt INTEGER, output TEXT, error TEXT, cause TEXT);
  CREATE INDEX IF NOT EXISTS executions_by_status ON executions (status);
  CREATE INDEX IF NOT EXISTS executions_by_machine ON executions (machineArn, startedAt);
  CREATE TABLE IF NOT EXISTS strands (execution TEXT, path TEXT, record TEXT, PRIMARY KEY (execution, path));
  CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY, execution TEXT, machineArn TEXT, heartbeatAt INTEGER, outcome TEXT, open INTEGER);
  CREATE TABLE IF NOT EXISTS events (
    execution TEXT, id INTEGER, at INTEGER, type TEXT, details TEXT, PRIMARY KEY (execution, id));
`;

/** The journal of every execution: one commit per transition, so that a kill -9 loses none. */
export class Journal {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#database = new DatabaseSync(path);
    this.#database.exec(SCHEMA);
  }

  close(): void {
    this.#database.close();
  }

  /** Adds an execution unless its name is taken; tells whether it did. */
  addExecution(execution: Execution): boolean {
    const columns = Object.keys(execution);
    const sql = `INSERT OR IGNORE INTO executions (${columns}) VALUES (${columns.map(() => '?')})`;
    return this.#database.prepare(sql).run(...Object.values(execution)).changes === 1;
  }

  execution(arn: string): Execution | undefined {
    return this.#one('SELECT * FROM executions WHERE arn = ?', arn) as Execution | undefined;
  }

  running(): Execution[] {
    return this.#all(
      "SELECT * FROM executions WHERE status = 'RUNNING' ORDER BY startedAt",
    ) as unknown as Execution[];
  }

  /** Executions of a machine, newest first. */
  executionsOf(machineArn: string): Execution[] {
    const sql = 'SELECT * FROM executions WHERE machineArn = ? ORDER BY startedAt DESC, rowid DESC';
    return this.#all(sql, machineArn) as unknown as Execution[];
  }

  /** Ends a running execution and drops its strands; tells whether this call ended it. */
  endExecution(
    arn: string,
    end: { status: Status; at: number; output?: string; error?: string; cause?: string },
  ): boolean {
    return this.#together(() => {
      const sql = `UPDATE executions SET status = ?, stoppedAt = ?, output = ?, error = ?, cause = ?
        WHERE arn = ? AND status = 'RUNNING'`;
      const values = [end.status, end.at, end.output ?? null, end.error ?? null, end.cause ?? null, arn];
      const ended = this.#database.prepare(sql).run(...values).changes === 1;
      this.#database.prepare('DELETE FROM strands WHERE execution = ?').run(arn);
      this.#database.prepare('UPDATE tokens SET open = 0 WHERE execution = ?').run(arn);
      return ended;
    });
  }

  /** Forgets executions that ended before an instant, as Step Functions does after 90 days. */
  prune(before: number): void {
    this.#together(() => {
      const old = 'SELECT arn FROM executions WHERE stoppedAt < ?';
      for (const table of ['events', 'tokens'])
        this.#database.prepare(`DELETE FROM ${table} WHERE execution IN (${old})`).run(before);
      this.#database.prepare('DELETE FROM executions WHERE stoppedAt < ?').run(before);
    });
  }

  strand(execution: string, path: string): Strand | undefined {
    const row = this.#one('SELECT record FROM strands WHERE execution = ? AND path = ?', execution, path);
    return row === undefined ? undefined : (JSON.parse(String(row.record)) as Strand);
  }

  /** Writes where a strand stands; its children go when it moves on or tries again. */
  keepStrand(execution: string, strand: Strand, children: 'keep' | 'drop'): void {
    this.#together(() => {
      if (children === 'drop') {
        const sql = "DELETE FROM strands WHERE execution = ? AND substr(path, 1, ?) = ? || '/'";
        this.#database.prepare(sql).run(execution, strand.path.length + 1, strand.path);
      }
      this.#database
        .prepare('INSERT OR REPLACE INTO strands (execution, path, record) VALUES (?, ?, ?)')
        .run(execution, strand.path, JSON.stringify(strand));
    });
  }

  openToken(token: Omit<Token, 'outcome' | 'open'>): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO tokens VALUES (?, ?, ?, ?, NULL, 1)')
      .run(token.token, token.execution, token.machineArn, token.heartbeatAt);
  }

  token(token: string): Token | undefined {
    const row = this.#one('SELECT * FROM tokens WHERE token = ?', token);
    return row === undefined ? undefined : ({ ...row, open: row.open === 1 } as unknown as Token);
  }

  /** Closes an open token with its outcome; tells whether it was open. */
  settleToken(token: string, outcome: string): boolean {
    const sql = 'UPDATE tokens SET outcome = ?, open = 0 WHERE token = ? AND open = 1';
    return this.#database.prepare(sql).run(outcome, token).changes === 1;
  }

  closeToken(token: string): void {
    this.#database.prepare('UPDATE tokens SET open = 0 WHERE token = ?').run(token);
  }

  beat(token: string, at: number): boolean {
    const sql = 'UPDATE tokens SET heartbeatAt = ? WHERE token = ? AND open = 1';
    return this.#database.prepare(sql).run(at, token).changes === 1;
  }

  addEvent(execution: string, event: Omit<HistoryEvent, 'id'>): void {
    this.#database
      .prepare(
        `INSERT INTO events SELECT ?1, coalesce(max(id), 0) + 1, ?2, ?3, ?4 FROM events WHERE execution = ?1`,
      )
      .run(execution, event.at, event.type, JSON.stringify(event.details));
  }

  events(execution: string): HistoryEvent[] {
    return this.#all(
      'SELECT id, at, type, details FROM events WHERE execution = ? ORDER BY id',
      execution,
    ).map((row) => ({ ...row, details: JSON.parse(String(row.details)) }) as unknown as HistoryEvent);
  }

  #together<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #one(sql: string, ...values: (string | number)[]): Record<string, unknown> | undefined {
    return this.#database.prepare(sql).get(...values);
  }

  #all(sql: string, ...values: (string | number)[]): Record<string, unknown>[] {
    return this.#database.prepare(sql).all(...values);
  }
}
