import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../atomic-file.ts';

/** What is known of an object besides its bytes; header values as they were sent. */
export interface ObjectRecord {
  readonly key: string;
  /** File with the bytes, beside the record. */
  readonly file: string;
  readonly size: number;
  /** Quoted MD5, as S3 gives it for a plain upload. */
  readonly etag: string;
  readonly lastModified: number;
  /** `content-type`, `cache-control` and the like. */
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** `x-amz-checksum-…` with its value, when one was given. */
  readonly checksum?: { readonly header: string; readonly value: string } | undefined;
  readonly lockMode?: 'GOVERNANCE' | 'COMPLIANCE' | undefined;
  readonly retainUntil?: number | undefined;
  readonly legalHold?: boolean | undefined;
}

/** The objects of one bucket on disk. */
export interface Objects {
  find(key: string): ObjectRecord | undefined;
  read(record: ObjectRecord): Promise<Buffer>;
  /** Writes bytes, then the record: a crash leaves the old object or the new one. */
  put(record: Omit<ObjectRecord, 'file'>, bytes: Buffer): ObjectRecord;
  change(record: ObjectRecord): void;
  remove(key: string): void;
  /** By key in UTF-8 byte order, as ListObjectsV2 wants it. */
  sorted(): ObjectRecord[];
}

const RECORD = '.json';

/** Opens a bucket's folder; bytes no record points at are left-overs of a crash and go. */
export function openObjects(folder: string): Objects {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const records = readRecords(folder);
  let order: ObjectRecord[] | undefined;
  const path = (name: string) => join(folder, name);
  const recordPath = (key: string) => path(`${createHash('sha256').update(key).digest('hex')}${RECORD}`);

  function keep(record: ObjectRecord): void {
    writeAtomically(recordPath(record.key), JSON.stringify(record));
    records.set(record.key, record);
    order = undefined;
  }

  return {
    find: (key) => records.get(key),
    read: (record) => readFile(path(record.file)),
    change: keep,
    put(given, bytes) {
      const before = records.get(given.key);
      const record: ObjectRecord = { ...given, file: randomUUID() };
      writeAtomically(path(record.file), bytes);
      keep(record);
      if (before !== undefined) rmSync(path(before.file), { force: true });
      return record;
    },
    remove(key) {
      const record = records.get(key);
      if (record === undefined) return;
      unlinkSync(recordPath(key));
      rmSync(path(record.file), { force: true });
      records.delete(key);
      order = undefined;
    },
    sorted() {
      order ??= [...records.values()].sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
      return order;
    },
  };
}

function readRecords(folder: string): Map<string, ObjectRecord> {
  const names = readdirSync(folder);
  const records = names
    .filter((name) => name.endsWith(RECORD))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as ObjectRecord)
    .filter(({ file }) => existsSync(join(folder, file)));
  const files = new Set(records.map(({ file }) => file));
  for (const name of names) {
    if (!name.endsWith(RECORD) && !files.has(name)) rmSync(join(folder, name), { force: true });
  }
  return new Map(records.map((record) => [record.key, record]));
}
