import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError, type WireRequest } from '../../service.ts';
import { accessDenied, invalidArgument } from './s3-errors.ts';

/** Who signed, read from `<key id>/<date>/<region>/s3/aws4_request`. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

const WEEK_SECONDS = 604_800;
const SKEW_MILLISECONDS = 15 * 60_000;
const SCOPE = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/;

export function readScope(credential: string): CredentialScope {
  const [, accessKeyId, date, region, service] = SCOPE.exec(credential) ?? [];
  if (accessKeyId && date && region && service) return { accessKeyId, date, region, service };
  throw new AwsError(
    'AuthorizationQueryParametersError',
    'Error parsing the X-Amz-Credential parameter.',
    400,
  );
}

/** Signs a string as Signature Version 4 does ("Deriving a signing key"). */
export function sign(secret: string, { date, region, service }: CredentialScope, text: string): string {
  const step = (key: Buffer | string, value: string) => createHmac('sha256', key).update(value).digest();
  const key = step(step(step(step(`AWS4${secret}`, date), region), service), 'aws4_request');
  return createHmac('sha256', key).update(text).digest('hex');
}

export function requireSignature(expected: string, given: string): void {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  if (left.length === right.length && timingSafeEqual(left, right)) return;
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
  throw new AwsError('SignatureDoesNotMatch', message, 403);
}

/**
 * Verifies a presigned URL: its signature, its life, and that no `x-amz-…` header came unsigned
 * (Signature Version 4, "Authenticating requests: using query parameters").
 *
 * @param now ms since the epoch, by the cloud's clock
 */
export function verifyPresigned(request: WireRequest, secret: string, now: number): void {
  const { query, headers } = request;
  const parameter = (name: string) => query.get(name) ?? '';
  if (parameter('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256')
    throw invalidArgument('X-Amz-Algorithm only supports AWS4-HMAC-SHA256');
  const signed = parameter('X-Amz-SignedHeaders').split(';');
  const unsigned = Object.keys(headers).find((name) => name.startsWith('x-amz-') && !signed.includes(name));
  if (unsigned !== undefined) {
    throw accessDenied(`There were headers present in the request which were not signed: ${unsigned}`);
  }
  const scope = readScope(parameter('X-Amz-Credential'));
  const date = parameter('X-Amz-Date');
  const text = ['AWS4-HMAC-SHA256', date, scopeText(scope), hash(canonicalRequest(request, signed))].join(
    '\n',
  );
  requireSignature(sign(secret, scope, text), parameter('X-Amz-Signature'));
  requireAlive(date, Number(parameter('X-Amz-Expires')), now);
}

/** Reads `20261121T101500Z` as ms since the epoch. */
export function parseAmzDate(text: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  if (year === undefined)
    throw invalidArgument("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

function requireAlive(date: string, expires: number, now: number): void {
  if (!Number.isInteger(expires) || expires < 1 || expires > WEEK_SECONDS) {
    const message = 'X-Amz-Expires must be a number of seconds from 1 to 604800';
    throw new AwsError('AuthorizationQueryParametersError', message, 400);
  }
  const from = parseAmzDate(date);
  if (from > now + SKEW_MILLISECONDS) throw accessDenied('Request is not valid yet');
  if (now > from + expires * 1000) throw accessDenied('Request has expired');
}

function scopeText({ date, region, service }: CredentialScope): string {
  return `${date}/${region}/${service}/aws4_request`;
}

function canonicalRequest({ method, path, query, headers }: WireRequest, signed: readonly string[]): string {
  const pairs = [...query].filter(([name]) => name !== 'X-Amz-Signature');
  const lines = pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const values = signed.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`);
  const payload = query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  return [method, canonicalPath(path), lines.join('&'), values.join(''), signed.join(';'), payload].join(
    '\n',
  );
}

function canonicalPath(path: string): string {
  return path
    .split('/')
    .map((segment) => encode(decodeURIComponent(segment)))
    .join('/');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
