import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import type { Template } from '../../template/resource.ts';
import { decode } from '../api/routes.ts';
import type { EdgeAnswer, EdgeRequest } from '../http.ts';

/** The objects of one bucket, as CloudFront reads them. */
export type BucketOrigin = (request: EdgeRequest) => Promise<EdgeAnswer>;

type GetObject = (bucket: string, key: string) => Promise<unknown>;

interface Deployment {
  readonly prefix: string;
  readonly folders: readonly string[];
  readonly markers: readonly Readonly<Record<string, unknown>>[];
  readonly cacheControl?: string;
  /** Whether the deployment copies this key: `Exclude` first, `Include` brings back (as `aws s3 sync`). */
  readonly copies: (key: string) => boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.onnx': 'application/octet-stream',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xml': 'text/xml',
};

/**
 * Serves what `Custom::CDKBucketDeployment` would have copied into the bucket straight from the asset folders, and any other
 * key from the S3 service.
 */
export function createBucketOrigin(template: Template, bucket: string, getObject: GetObject): BucketOrigin {
  const deployments = readDeployments(template, bucket);
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return denied();
    const key = decode(request.path).replace(/^\//, '');
    return fromFolders(deployments, key) ?? (await fromService(bucket, key, getObject));
  };
}

function readDeployments(template: Template, bucket: string): Deployment[] {
  return template
    .resources('Custom::CDKBucketDeployment')
    .filter(({ properties }) => properties.DestinationBucketName === bucket)
    .map(({ properties }) => {
      const metadata = (properties.SystemMetadata ?? {}) as Record<string, string>;
      const cacheControl = metadata['cache-control'];
      return {
        prefix: String(properties.DestinationBucketKeyPrefix ?? '').replace(/^\//, ''),
        folders: ((properties.SourceObjectKeys ?? []) as string[]).map((key) => template.assetPath(key)),
        markers: (properties.SourceMarkers ?? []) as Record<string, unknown>[],
        copies: copyRule((properties.Exclude ?? []) as string[], (properties.Include ?? []) as string[]),
        ...(cacheControl === undefined ? {} : { cacheControl }),
      };
    });
}

function copyRule(excludes: readonly string[], includes: readonly string[]): (key: string) => boolean {
  const any = (globs: readonly string[]) => {
    const patterns = globs.map(
      (glob) => new RegExp(`^${glob.split('*').map(escapePattern).join('.*')}$`, 's'),
    );
    return (key: string) => patterns.some((pattern) => pattern.test(key));
  };
  const [excluded, included] = [any(excludes), any(includes)];
  return (key) => !excluded(key) || included(key);
}

const escapePattern = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

function fromFolders(deployments: readonly Deployment[], key: string): EdgeAnswer | undefined {
  for (const { prefix, folders, markers, cacheControl, copies } of deployments) {
    const start = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
    if (!key.startsWith(start) || !copies(key.slice(start.length))) continue;
    for (const [index, folder] of folders.entries()) {
      const file = readFile(folder, key.slice(start.length));
      if (file === undefined) continue;
      const body = withMarkers(file.bytes, markers[index]);
      const headers = {
        'content-type': TYPES[extname(key).toLowerCase()] ?? 'application/octet-stream',
        etag: etagOf(file, body),
        'last-modified': file.modified.toUTCString(),
        ...(cacheControl === undefined ? {} : { 'cache-control': cacheControl }),
      };
      return { status: 200, headers, body };
    }
  }
  return undefined;
}

interface File {
  readonly bytes: Buffer;
  readonly modified: Date;
  etag?: string;
}

/** Files by path; read again when they changed, so that a rebuilt web app shows at once. */
const files = new Map<string, File>();

function readFile(folder: string, key: string): File | undefined {
  const path = normalize(join(folder, key));
  if (!path.startsWith(folder + sep) || path.includes('\0')) return undefined;
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) return undefined;
  const known = files.get(path);
  if (known !== undefined && known.modified.getTime() === found.mtime.getTime()) return known;
  const file = { bytes: readFileSync(path), modified: found.mtime };
  files.set(path, file);
  return file;
}

function etagOf(file: File, body: Buffer): string {
  const made = () => `"${createHash('md5').update(body).digest('hex')}"`;
  if (body !== file.bytes) return made();
  file.etag ??= made();
  return file.etag;
}

/** `Source.data` and `Source.jsonData` leave markers where the deployment would put resolved values. */
function withMarkers(bytes: Buffer, markers: Readonly<Record<string, unknown>> | undefined): Buffer {
  const pairs = Object.entries(markers ?? {});
  if (pairs.length === 0) return bytes;
  let text = bytes.toString('utf8');
  for (const [marker, value] of pairs) text = text.replaceAll(marker, String(value));
  return Buffer.from(text);
}

interface StoredObject {
  readonly Body: Uint8Array;
  readonly ContentType?: string;
  readonly ETag?: string;
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  /** ISO 8601. */
  readonly LastModified?: string;
}

async function fromService(bucket: string, key: string, getObject: GetObject): Promise<EdgeAnswer> {
  try {
    const object = (await getObject(bucket, key)) as StoredObject;
    const headers = {
      'content-type': object.ContentType ?? 'binary/octet-stream',
      ...(object.ETag && { etag: object.ETag }),
      ...(object.CacheControl && { 'cache-control': object.CacheControl }),
      ...(object.ContentDisposition && { 'content-disposition': object.ContentDisposition }),
      ...(object.LastModified && { 'last-modified': new Date(object.LastModified).toUTCString() }),
    };
    return { status: 200, headers, body: Buffer.from(object.Body) };
  } catch {
    return denied();
  }
}

/** What S3 says to CloudFront about a missing key: without `s3:ListBucket` it does not admit that it is missing. */
function denied(): EdgeAnswer {
  const body =
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';
  return { status: 403, headers: { 'content-type': 'application/xml' }, body: Buffer.from(body) };
}
