import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { WireRequest } from '../service.ts';

/** The `Authorization` header of Signature Version 4, read. */
export interface Scope {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: string;
  readonly signature: string;
}

const HEADER =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** Reads the credential scope from the header; `undefined` when the request is not signed that way. */
export function readAuthorization(header: string | undefined): Scope | undefined {
  const match = header === undefined ? null : HEADER.exec(header);
  if (match === null) return undefined;
  const [, accessKeyId = '', date = '', region = '', service = '', signedHeaders = '', signature = ''] =
    match;
  return { accessKeyId, date, region, service, signedHeaders, signature };
}

const signingKeys = new Map<string, KeyObject>();

function hmac(key: Buffer | string | KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Derived once per key, day, Region and service; a KeyObject, because making one from bytes costs four HMACs. */
function signingKey(secret: string, { date, region, service }: Scope): KeyObject {
  const name = `${secret}/${date}/${region}/${service}`;
  let key = signingKeys.get(name);
  if (key === undefined) {
    if (signingKeys.size > 2000) signingKeys.clear();
    key = createSecretKey(hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), 'aws4_request'));
    signingKeys.set(name, key);
  }
  return key;
}

/** Whether the request was signed with this secret (AWS Signature Version 4, header form). */
export function isSignedWith(secret: string, scope: Scope, request: WireRequest, rawQuery: string): boolean {
  const { headers } = request;
  const names = scope.signedHeaders.split(';');
  const lines = names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`).join('');
  const payload = headers['x-amz-content-sha256'] ?? hash('sha256', request.body);
  const canonical = [
    request.method,
    canonicalPath(request.path, scope.service),
    canonicalQuery(rawQuery),
    lines,
    scope.signedHeaders,
    payload,
  ].join('\n');
  const credential = `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${headers['x-amz-date'] ?? ''}\n${credential}\n${hash('sha256', canonical)}`;
  const expected = hmac(signingKey(secret, scope), text);
  return timingSafeEqual(expected, Buffer.from(scope.signature, 'hex'));
}

/** S3 signs the path as sent; every other service signs it encoded once more. */
function canonicalPath(path: string, service: string): string {
  if (service === 's3' || path === '/') return path;
  return path.split('/').map(encode).join('/');
}

function canonicalQuery(rawQuery: string): string {
  if (rawQuery === '') return '';
  return rawQuery
    .split('&')
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort()
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
