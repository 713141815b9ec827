import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeAtomically } from './atomic-file.ts';
import type { Clock } from './service.ts';

/** A message as a service hands it over. */
export interface OutgoingMessage {
  readonly channel: 'sms' | 'email';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
}

/** A message as `GET /__local/outbox` shows it; `at` is ISO 8601 by the cloud's clock. */
export interface OutboxEntry extends OutgoingMessage {
  readonly id: string;
  /** Every http(s) address found in the text or the HTML, in order, without repetition. */
  readonly links: readonly string[];
  readonly at: string;
}

/** Where SMS, e-mails and push messages land on the laptop instead of leaving it. */
export interface Outbox {
  /** Keeps a message on disk before it resolves to its entry. */
  append(message: OutgoingMessage): OutboxEntry;
  /** All entries, oldest first. */
  list(): readonly OutboxEntry[];
  clear(): void;
}

const LINK = /https?:\/\/[^\s"'<>]+[^\s"'<>.,;:!?)]/g;

/** Opens the outbox kept as JSON lines in `path`; a line torn by a crash is dropped. */
export function openOutbox(path: string, clock: Clock): Outbox {
  let entries = readEntries(path);
  mkdirSync(dirname(path), { recursive: true });
  // Rewriting drops a torn last line, so that the next append does not continue it.
  writeAtomically(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  return {
    append(message) {
      const at = new Date(clock.now()).toISOString();
      const entry: OutboxEntry = { ...message, id: randomUUID(), links: linksOf(message), at };
      appendLine(path, `${JSON.stringify(entry)}\n`);
      entries.push(entry);
      return entry;
    },
    list: () => entries,
    clear() {
      writeAtomically(path, '');
      entries = [];
    },
  };
}

function linksOf(message: OutgoingMessage): string[] {
  const html = message.html?.replaceAll('&amp;', '&') ?? '';
  return [...new Set(`${message.text}\n${html}`.match(LINK) ?? [])];
}

function readEntries(path: string): OutboxEntry[] {
  if (!existsSync(path)) return [];
  const entries: OutboxEntry[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    try {
      if (line !== '') entries.push(JSON.parse(line) as OutboxEntry);
    } catch {
      // A kill -9 in the middle of an append leaves one torn line; the message was never acknowledged.
    }
  }
  return entries;
}

function appendLine(path: string, line: string): void {
  const file = openSync(path, 'a', 0o600);
  try {
    writeSync(file, line);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
