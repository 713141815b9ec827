import type { Operation, WireRequest } from '../../service.ts';
import { readElements, unescapeXml } from '../xml.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import { invalidArgument, notImplemented } from './s3-errors.ts';

/** An operation that came over the wire, so that its answer is XML and headers; from inside it is the SDK's shape. */
export interface S3Operation extends Operation {
  readonly wire?: true;
}

/** Request headers that are kept with an object, and their name in the SDK's input. */
export const OBJECT_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'ContentType',
  'cache-control': 'CacheControl',
  'content-disposition': 'ContentDisposition',
  'content-encoding': 'ContentEncoding',
  'content-language': 'ContentLanguage',
  expires: 'Expires',
};

const OTHER_HEADERS: Readonly<Record<string, string>> = {
  'if-match': 'IfMatch',
  'if-none-match': 'IfNoneMatch',
  range: 'Range',
  'x-amz-tagging': 'Tagging',
  'x-amz-copy-source': 'CopySource',
  'x-amz-metadata-directive': 'MetadataDirective',
  'x-amz-checksum-mode': 'ChecksumMode',
  'x-amz-object-lock-mode': 'ObjectLockMode',
  'x-amz-object-lock-retain-until-date': 'ObjectLockRetainUntilDate',
  'x-amz-object-lock-legal-hold': 'ObjectLockLegalHoldStatus',
  'x-amz-bypass-governance-retention': 'BypassGovernanceRetention',
  'x-amz-server-side-encryption': 'ServerSideEncryption',
};
const META = 'x-amz-meta-';

/** Sub-resources of an object or bucket that are operations of their own. */
const SUBRESOURCES: Readonly<Record<string, string>> = {
  'PUT retention': 'PutObjectRetention',
  'GET retention': 'GetObjectRetention',
  'PUT legal-hold': 'PutObjectLegalHold',
  'GET tagging': 'GetObjectTagging',
  'PUT tagging': 'PutObjectTagging',
  'POST delete': 'DeleteObjects',
};
const UNKNOWN_SUBRESOURCES = [
  'uploads',
  'uploadId',
  'acl',
  'versions',
  'versionId',
  'policy',
  'lifecycle',
  'select',
];

/** Reads the operation and its input from a path-style request. */
export function readS3Request(request: WireRequest): S3Operation {
  const { Bucket, Key } = readPath(request.path);
  const name = operationName(request, Key);
  const headers = hoistedHeaders(request);
  const base = { Bucket, ...(Key === '' ? {} : { Key }), ...headerInput(headers) };
  return { name, wire: true, input: { ...base, ...bodyInput(name, request, headers) } };
}

function readPath(path: string): { Bucket: string; Key: string } {
  const [, bucket = '', ...rest] = path.split('/');
  try {
    return { Bucket: decodeURIComponent(bucket), Key: rest.map(decodeURIComponent).join('/') };
  } catch {
    throw invalidArgument("Couldn't parse the specified URI.");
  }
}

function operationName({ method, query, headers }: WireRequest, key: string): string {
  if (method === 'OPTIONS') return 'Preflight';
  const unknown = UNKNOWN_SUBRESOURCES.find((name) => query.has(name));
  if (unknown !== undefined) throw notImplemented(`sub-resource ?${unknown}`);
  for (const [route, name] of Object.entries(SUBRESOURCES)) {
    const [verb, subresource = ''] = route.split(' ');
    if (verb === method && query.has(subresource)) return name;
  }
  return key === '' ? bucketOperation(method, query) : objectOperation(method, headers);
}

function bucketOperation(method: string, query: URLSearchParams): string {
  if (method === 'POST') return 'PostObject';
  if (method === 'HEAD') return 'HeadBucket';
  if (method === 'GET' && query.get('list-type') === '2') return 'ListObjectsV2';
  throw notImplemented(`${method} on a bucket`);
}

function objectOperation(method: string, headers: Readonly<Record<string, string>>): string {
  if (method === 'PUT') return headers['x-amz-copy-source'] === undefined ? 'PutObject' : 'CopyObject';
  const names: Readonly<Record<string, string>> = {
    GET: 'GetObject',
    HEAD: 'HeadObject',
    DELETE: 'DeleteObject',
  };
  const name = names[method];
  if (name === undefined) throw notImplemented(`${method} on an object`);
  return name;
}

/** A presigned URL carries as parameters what would have been `x-amz-…` headers. */
function hoistedHeaders({ headers, query }: WireRequest): Record<string, string> {
  const hoisted = [...query].filter(([name]) => name.toLowerCase().startsWith('x-amz-'));
  return { ...Object.fromEntries(hoisted.map(([name, value]) => [name.toLowerCase(), value])), ...headers };
}

function headerInput(headers: Readonly<Record<string, string>>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [header, field] of Object.entries({ ...OBJECT_HEADERS, ...OTHER_HEADERS })) {
    if (headers[header] !== undefined) input[field] = headers[header];
  }
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith(META));
  if (metadata.length > 0) {
    input.Metadata = Object.fromEntries(metadata.map(([name, value]) => [name.slice(META.length), value]));
  }
  return input;
}

function bodyInput(
  name: string,
  request: WireRequest,
  headers: Record<string, string>,
): Record<string, unknown> {
  const { body, query } = request;
  switch (name) {
    case 'PutObject':
      return putBody(body, headers);
    case 'PostObject':
      return { Body: body, FormType: headers['content-type'] ?? '' };
    case 'DeleteObjects':
      return deletions(body.toString('utf8'), headers, body);
    case 'ListObjectsV2':
      return listInput(query);
    case 'GetObject':
      return { Overrides: overrides(query) };
    case 'PutObjectRetention':
    case 'PutObjectLegalHold':
    case 'PutObjectTagging':
      return { Document: body.toString('utf8') };
    default:
      return {};
  }
}

function putBody(body: Buffer, headers: Record<string, string>): Record<string, unknown> {
  const encodings = (headers['content-encoding'] ?? '').split(',').map((each) => each.trim());
  const streaming = headers['x-amz-content-sha256']?.startsWith('STREAMING-') ?? false;
  if (!streaming && !encodings.includes('aws-chunked')) return { Body: body, Digests: headers };
  const { bytes, trailers } = decodeAwsChunked(body);
  const length = Number(headers['x-amz-decoded-content-length'] ?? bytes.length);
  if (length !== bytes.length) throw invalidArgument('x-amz-decoded-content-length does not match the body.');
  const rest = encodings.filter((each) => each !== 'aws-chunked' && each !== '').join(', ');
  const digests = { ...headers, ...trailers };
  return { Body: bytes, Digests: digests, ContentEncoding: rest === '' ? undefined : rest };
}

function deletions(xml: string, headers: Record<string, string>, body: Buffer): Record<string, unknown> {
  const keys = readElements(xml, 'Object').map((object) => unescapeXml(readElements(object, 'Key')[0] ?? ''));
  return { Keys: keys, Quiet: readElements(xml, 'Quiet')[0] === 'true', Body: body, Digests: headers };
}

function listInput(query: URLSearchParams): Record<string, unknown> {
  return {
    Prefix: query.get('prefix') ?? '',
    Delimiter: query.get('delimiter') ?? undefined,
    MaxKeys: query.get('max-keys') ?? undefined,
    ContinuationToken: query.get('continuation-token') ?? undefined,
    StartAfter: query.get('start-after') ?? undefined,
    EncodingType: query.get('encoding-type') ?? undefined,
  };
}

/** `response-content-type=…` of a presigned GET. */
function overrides(query: URLSearchParams): Record<string, string> {
  const named = [...query].filter(([name]) => name.startsWith('response-'));
  return Object.fromEntries(named.map(([name, value]) => [name.slice('response-'.length), value]));
}
