import { AwsError, answer, type WireAnswer } from '../../service.ts';
import { type Input, optionalText, structure } from '../input.ts';
import type { Bucket } from './buckets.ts';
import type { ObjectRecord } from './objects.ts';
import { preconditionFailed } from './s3-errors.ts';

interface Slice {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

/** The answer to GET or HEAD: 200, 206 for a range, 304 when it has not changed. */
export function objectAnswer(bucket: Bucket, record: ObjectRecord, input: Input, bytes?: Buffer): WireAnswer {
  const ifMatch = optionalText(input, 'IfMatch');
  if (ifMatch !== undefined && !sameTag(ifMatch, record)) throw preconditionFailed();
  const headers = objectHeaders(bucket, record);
  const ifNoneMatch = optionalText(input, 'IfNoneMatch');
  if (ifNoneMatch !== undefined && sameTag(ifNoneMatch, record)) return answer({ status: 304, headers });
  Object.assign(headers, structure(input, 'Overrides'));
  const slice = readRange(optionalText(input, 'Range'), record.size);
  if (slice !== undefined) return partial(record, headers, slice, bytes);
  if (record.checksum !== undefined && input.ChecksumMode === 'ENABLED') {
    headers[record.checksum.header] = record.checksum.value;
    headers['x-amz-checksum-type'] = 'FULL_OBJECT';
  }
  headers['content-length'] = String(record.size);
  return answer({ status: 200, headers, ...(bytes === undefined ? {} : { body: bytes }) });
}

function partial(
  record: ObjectRecord,
  headers: Record<string, string>,
  { start, end }: Slice,
  bytes?: Buffer,
): WireAnswer {
  headers['content-range'] = `bytes ${start}-${end}/${record.size}`;
  headers['content-length'] = String(end - start + 1);
  return answer({
    status: 206,
    headers,
    ...(bytes === undefined ? {} : { body: bytes.subarray(start, end + 1) }),
  });
}

function objectHeaders(bucket: Bucket, record: ObjectRecord): Record<string, string> {
  const metadata = Object.entries(record.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]);
  return {
    ...record.headers,
    ...Object.fromEntries(metadata),
    etag: record.etag,
    'accept-ranges': 'bytes',
    'last-modified': new Date(record.lastModified).toUTCString(),
    'x-amz-server-side-encryption': bucket.encryption,
    ...lockHeaders(record),
  };
}

function lockHeaders({ lockMode, retainUntil, legalHold }: ObjectRecord): Record<string, string> {
  return {
    ...(lockMode === undefined || retainUntil === undefined
      ? {}
      : {
          'x-amz-object-lock-mode': lockMode,
          'x-amz-object-lock-retain-until-date': new Date(retainUntil).toISOString(),
        }),
    ...(legalHold ? { 'x-amz-object-lock-legal-hold': 'ON' } : {}),
  };
}

function sameTag(list: string, { etag }: ObjectRecord): boolean {
  const tags = list.split(',').map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', ''));
  return tags.includes('*') || tags.includes(etag.replaceAll('"', ''));
}

/** One byte range (RFC 9110 §14.1.2); what is not a range is ignored, as S3 does. */
function readRange(range: string | undefined, size: number): Slice | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start <= end && start < size) return { start, end };
  throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
}
