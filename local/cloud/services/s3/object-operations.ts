import type { CloudParts } from '../../parts.ts';
import { AwsError, answer, type WireAnswer } from '../../service.ts';
import { type Input, list, text } from '../input.ts';
import { readElements, unescapeXml, writeXml } from '../xml.ts';
import { verifyChecksums } from './checksum.ts';
import { listObjects } from './listing.ts';
import type { ObjectRecord } from './objects.ts';
import { objectAnswer } from './reading.ts';
import { invalidRequest } from './s3-errors.ts';
import { type Reason, retainUntilOf, type StoredObjects } from './stored-objects.ts';

/** What an operation came to: the SDK's shape for callers inside, the answer for the wire. */
export interface S3Result {
  readonly output: Readonly<Record<string, unknown>>;
  readonly wire: WireAnswer;
  /** An object that was made, to be announced. */
  readonly made?: { readonly record: ObjectRecord; readonly reason: Reason };
}

export type S3OperationBody = (input: Input, caller: string) => Promise<S3Result>;

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** The operations on objects and buckets, by their API name. */
export function objectOperations(parts: CloudParts, stored: StoredObjects): Record<string, S3OperationBody> {
  const at = (input: Input) => stored.bucket(text(input, 'Bucket'));

  return {
    async PutObject(input) {
      const bucket = at(input);
      const record = stored.put(bucket, input, bytesOf(input.Body));
      const headers = {
        etag: record.etag,
        'x-amz-server-side-encryption': bucket.encryption,
        ...(record.checksum === undefined ? {} : { [record.checksum.header]: record.checksum.value }),
      };
      return {
        output: { ETag: record.etag },
        wire: answer({ status: 200, headers }),
        made: { record, reason: 'PutObject' },
      };
    },
    async GetObject(input, caller) {
      const bucket = at(input);
      const record = stored.load(bucket, text(input, 'Key'), caller);
      const bytes = await stored.of(bucket).read(record);
      const wire = objectAnswer(bucket, record, input, bytes);
      return { output: { ...described(record), Body: wire.body ?? Buffer.alloc(0) }, wire };
    },
    async HeadObject(input, caller) {
      const bucket = at(input);
      const record = stored.load(bucket, text(input, 'Key'), caller);
      return { output: described(record), wire: objectAnswer(bucket, record, input) };
    },
    async DeleteObject(input, caller) {
      stored.remove(at(input), text(input, 'Key'), caller, isBypass(input));
      return { output: {}, wire: answer({ status: 204 }) };
    },
    async DeleteObjects(input, caller) {
      const bucket = at(input);
      const results = keysOf(input).map((key) =>
        removed(key, () => stored.remove(bucket, key, caller, isBypass(input))),
      );
      const Deleted = results.filter(({ Code }) => Code === undefined).map(({ Key }) => ({ Key }));
      const Errors = results.filter(({ Code }) => Code !== undefined);
      const shown = { Deleted: input.Quiet === true ? [] : Deleted, Error: Errors };
      return { output: { Deleted, Errors }, wire: xml('DeleteResult', shown) };
    },
    async CopyObject(input, caller) {
      const source = copySource(input);
      const from = stored.bucket(source.bucket);
      const original = stored.load(from, source.key, caller);
      const bytes = await stored.of(from).read(original);
      const kept = input.MetadataDirective === 'REPLACE' ? {} : inputOf(original);
      const record = stored.put(
        at(input),
        { ...input, ...kept, IfMatch: undefined, IfNoneMatch: undefined },
        bytes,
      );
      const CopyObjectResult = {
        ETag: record.etag,
        LastModified: new Date(record.lastModified).toISOString(),
      };
      return {
        output: { CopyObjectResult },
        wire: xml('CopyObjectResult', CopyObjectResult),
        made: { record, reason: 'CopyObject' },
      };
    },
    async ListObjectsV2(input) {
      const bucket = at(input);
      const listing = listObjects(bucket.name, stored.of(bucket).sorted(), input);
      return { output: listing, wire: xml('ListBucketResult', listing) };
    },
    async HeadBucket(input) {
      at(input);
      return { output: {}, wire: answer({ status: 200, headers: { 'x-amz-bucket-region': parts.region } }) };
    },
    ...lockOperations(parts, stored),
    ...tagOperations(stored),
  };
}

function lockOperations(parts: CloudParts, stored: StoredObjects): Record<string, S3OperationBody> {
  return {
    async PutObjectRetention(input, caller) {
      const bucket = stored.bucket(text(input, 'Bucket'));
      if (!bucket.lockEnabled) throw invalidRequest('Bucket is missing Object Lock Configuration');
      const record = stored.load(bucket, text(input, 'Key'), caller);
      const document = text(input, 'Document');
      const mode = readElements(document, 'Mode')[0];
      const until = retainUntilOf(readElements(document, 'RetainUntilDate')[0], parts.clock.now());
      if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE')
        throw invalidRequest('Mode must be GOVERNANCE or COMPLIANCE.');
      const shortens =
        record.lockMode === 'COMPLIANCE' && (mode !== 'COMPLIANCE' || until < (record.retainUntil ?? 0));
      if (shortens) throw new AwsError('AccessDenied', 'Compliance retention can only be made longer.', 403);
      stored.of(bucket).change({ ...record, lockMode: mode, retainUntil: until });
      return { output: {}, wire: answer({ status: 200 }) };
    },
    async GetObjectRetention(input, caller) {
      const record = stored.load(stored.bucket(text(input, 'Bucket')), text(input, 'Key'), caller);
      if (record.lockMode === undefined || record.retainUntil === undefined) {
        const message = 'The specified object does not have a ObjectLock configuration';
        throw new AwsError('NoSuchObjectLockConfiguration', message, 404);
      }
      const Retention = {
        Mode: record.lockMode,
        RetainUntilDate: new Date(record.retainUntil).toISOString(),
      };
      return { output: { Retention }, wire: xml('Retention', Retention) };
    },
    async PutObjectLegalHold(input, caller) {
      const bucket = stored.bucket(text(input, 'Bucket'));
      if (!bucket.lockEnabled) throw invalidRequest('Bucket is missing Object Lock Configuration');
      const record = stored.load(bucket, text(input, 'Key'), caller);
      const legalHold = readElements(text(input, 'Document'), 'Status')[0] === 'ON';
      stored.of(bucket).change({ ...record, legalHold });
      return { output: {}, wire: answer({ status: 200 }) };
    },
  };
}

function tagOperations(stored: StoredObjects): Record<string, S3OperationBody> {
  return {
    async GetObjectTagging(input, caller) {
      const record = stored.load(stored.bucket(text(input, 'Bucket')), text(input, 'Key'), caller);
      const TagSet = Object.entries(record.tags).map(([Key, Value]) => ({ Key, Value }));
      return { output: { TagSet }, wire: xml('Tagging', { TagSet: { Tag: TagSet } }) };
    },
    async PutObjectTagging(input, caller) {
      const bucket = stored.bucket(text(input, 'Bucket'));
      const record = stored.load(bucket, text(input, 'Key'), caller);
      const pairs = readElements(text(input, 'Document'), 'Tag').map((tag) =>
        ['Key', 'Value'].map((name) => unescapeXml(readElements(tag, name)[0] ?? '')),
      );
      stored.of(bucket).change({ ...record, tags: Object.fromEntries(pairs) });
      return { output: {}, wire: answer({ status: 200 }) };
    },
  };
}

/** Bytes of a body given over the wire, or as text or bytes from inside. */
export function bytesOf(body: unknown): Buffer {
  return body instanceof Uint8Array ? Buffer.from(body) : Buffer.from(typeof body === 'string' ? body : '');
}

/** Keys of a DeleteObjects, from its XML or from the SDK's shape. */
export function keysOf(input: Input): string[] {
  if (input.Keys === undefined) {
    const objects = list((input.Delete ?? {}) as Input, 'Objects') as { Key?: string }[];
    return objects.map(({ Key }) => String(Key));
  }
  verifyChecksums(bytesOf(input.Body), (input.Digests ?? {}) as Record<string, string>);
  return list(input, 'Keys').map(String);
}

/** `x-amz-copy-source`: `/bucket/key`, percent-encoded. */
export function copySource(input: Input): { bucket: string; key: string } {
  const [bucket = '', ...rest] = decodeURIComponent(text(input, 'CopySource')).replace(/^\//, '').split('/');
  return { bucket, key: rest.join('/') };
}

function inputOf(record: ObjectRecord): Input {
  const {
    'content-type': ContentType,
    'cache-control': CacheControl,
    'content-disposition': ContentDisposition,
  } = record.headers;
  return { ContentType, CacheControl, ContentDisposition, Metadata: record.metadata };
}

function described(record: ObjectRecord): Record<string, unknown> {
  return {
    ContentType: record.headers['content-type'],
    CacheControl: record.headers['cache-control'],
    ContentDisposition: record.headers['content-disposition'],
    ContentLength: record.size,
    ETag: record.etag,
    LastModified: new Date(record.lastModified).toISOString(),
    Metadata: record.metadata,
  };
}

function removed(Key: string, remove: () => void): { Key: string; Code?: string; Message?: string } {
  try {
    remove();
    return { Key };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { Key, Code: error.code, Message: error.message };
  }
}

function isBypass(input: Input): boolean {
  return String(input.BypassGovernanceRetention) === 'true';
}

function xml(root: string, content: Parameters<typeof writeXml>[1]): WireAnswer {
  const headers = { 'content-type': 'application/xml' };
  return answer({ status: 200, headers, body: writeXml(root, content, NAMESPACE) });
}
