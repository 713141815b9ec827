import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CloudParts } from '../../parts.ts';
import { AwsError } from '../../service.ts';
import { type Input, optionalText, structure, text } from '../input.ts';
import { type Bucket, createBuckets } from './buckets.ts';
import { verifyChecksums } from './checksum.ts';
import { type ObjectRecord, type Objects, openObjects } from './objects.ts';
import { accessDenied, invalidRequest, noSuchKey, preconditionFailed } from './s3-errors.ts';
import { OBJECT_HEADERS } from './wire-request.ts';

/** Why an object came to be, as the event says it. */
export type Reason = 'PutObject' | 'POST Object' | 'CopyObject';

/** All buckets with the rules that hold for every way of writing and deleting. */
export interface StoredObjects {
  bucket(name: string): Bucket;
  buckets(): Bucket[];
  of(bucket: Bucket): Objects;
  /** The object, or NoSuchKey; AccessDenied where the caller may not list the bucket, as S3 hides which keys exist. */
  load(bucket: Bucket, key: string, caller: string): ObjectRecord;
  put(bucket: Bucket, input: Input, bytes: Buffer): ObjectRecord;
  /** Deletes unless retention or a legal hold forbids it. */
  remove(bucket: Bucket, key: string, caller: string, bypass: boolean): void;
}

const KEY_BYTES = 1024;

export function openStoredObjects(parts: CloudParts): StoredObjects {
  const buckets = createBuckets(parts);
  const opened = new Map<string, Objects>();
  const { clock } = parts;

  function of({ name }: Bucket): Objects {
    const objects = opened.get(name) ?? openObjects(join(parts.data, 's3', name));
    opened.set(name, objects);
    return objects;
  }

  function requireUnlocked(bucket: Bucket, key: string, caller: string, bypass: boolean): void {
    const record = of(bucket).find(key);
    if (record === undefined) return;
    if (record.legalHold)
      throw accessDenied('Access Denied because object protected by object lock (legal hold).');
    if ((record.retainUntil ?? 0) <= clock.now()) return;
    if (bypass && record.lockMode === 'GOVERNANCE') {
      parts.authorize(caller, 's3:BypassGovernanceRetention', `${bucket.arn}/${key}`);
      return;
    }
    throw accessDenied('Access Denied because object protected by object lock.');
  }

  return {
    bucket: buckets.find,
    buckets: buckets.all,
    of,
    load(bucket, key, caller) {
      const record = of(bucket).find(key);
      if (record !== undefined) return record;
      try {
        parts.authorize(caller, 's3:ListBucket', bucket.arn);
      } catch {
        throw accessDenied();
      }
      throw noSuchKey();
    },
    put(bucket, input, bytes) {
      const key = text(input, 'Key');
      if (Buffer.byteLength(key) > KEY_BYTES)
        throw new AwsError('KeyTooLongError', 'Your key is too long', 400);
      requireConditions(of(bucket).find(key), input);
      // Versions are not kept here, so that overwriting a retained object would lose it.
      requireUnlocked(bucket, key, '', false);
      const checksum = verifyChecksums(bytes, (input.Digests ?? {}) as Record<string, string>);
      const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
      const now = clock.now();
      const described = {
        key,
        size: bytes.length,
        etag,
        lastModified: now,
        checksum,
        ...descriptionOf(input),
      };
      return of(bucket).put({ ...described, ...lockOf(bucket, input, now) }, bytes);
    },
    remove(bucket, key, caller, bypass) {
      requireUnlocked(bucket, key, caller, bypass);
      of(bucket).remove(key);
    },
  };
}

/** Conditional writes: `If-None-Match: *` and `If-Match: <etag>`. */
function requireConditions(existing: ObjectRecord | undefined, input: Input): void {
  const absent = optionalText(input, 'IfNoneMatch');
  const same = optionalText(input, 'IfMatch');
  if (absent !== undefined && absent !== '*') throw invalidRequest('If-None-Match takes only * on a write.');
  if (absent === '*' && existing !== undefined) throw preconditionFailed();
  if (same === undefined) return;
  if (existing === undefined) throw noSuchKey();
  if (same.replaceAll('"', '') !== existing.etag.replaceAll('"', '')) throw preconditionFailed();
}

function descriptionOf(input: Input): Pick<ObjectRecord, 'headers' | 'metadata' | 'tags'> {
  const headers: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const [header, field] of Object.entries(OBJECT_HEADERS)) {
    const value = optionalText(input, field);
    if (value !== undefined) headers[header] = value;
  }
  const metadata = Object.entries(structure(input, 'Metadata')).map(([name, value]) => [
    name.toLowerCase(),
    String(value),
  ]);
  const tags = Object.fromEntries(new URLSearchParams(optionalText(input, 'Tagging') ?? ''));
  return { headers, metadata: Object.fromEntries(metadata), tags };
}

function lockOf(bucket: Bucket, input: Input, now: number): Partial<ObjectRecord> {
  const mode = optionalText(input, 'ObjectLockMode');
  const until = optionalText(input, 'ObjectLockRetainUntilDate');
  const legalHold = optionalText(input, 'ObjectLockLegalHoldStatus') === 'ON';
  if (!bucket.lockEnabled) {
    if (mode === undefined && !legalHold) return {};
    throw invalidRequest('Bucket is missing Object Lock Configuration');
  }
  if (mode === 'GOVERNANCE' || mode === 'COMPLIANCE') {
    return { lockMode: mode, retainUntil: retainUntilOf(until, now), legalHold };
  }
  const { retention } = bucket;
  if (retention === undefined) return { legalHold };
  return { lockMode: retention.mode, retainUntil: now + retention.milliseconds, legalHold };
}

/** Reads a retain-until date; it must lie ahead. */
export function retainUntilOf(date: string | undefined, now: number): number {
  const instant = Date.parse(date ?? '');
  if (Number.isFinite(instant) && instant > now) return instant;
  throw new AwsError('InvalidArgument', 'The retain until date must be in the future!', 400);
}
