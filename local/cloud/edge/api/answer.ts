import { type EdgeAnswer, jsonMessage } from '../http.ts';

/** API Gateway's own answer when the integration's is unusable. */
export const INTERNAL_ERROR = jsonMessage(500, 'Internal Server Error');

interface ProxyAnswer {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

/** Maps what a function returned to HTTP (payload format 2.0). Anything without `statusCode` is a JSON body of a 200. */
export function toAnswer(payload: unknown): EdgeAnswer {
  const given = typeof payload === 'object' && payload !== null ? (payload as ProxyAnswer) : {};
  if (given.statusCode === undefined) return inferred(payload);
  const status = Number(given.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return INTERNAL_ERROR;
  const headers: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(given.headers ?? {}))
    if (value !== undefined && value !== null) headers[name.toLowerCase()] = String(value);
  if (given.cookies !== undefined && given.cookies.length > 0) headers['set-cookie'] = given.cookies;
  headers['content-type'] ??= 'text/plain; charset=utf-8';
  return { status, headers, body: bodyOf(given) };
}

function inferred(payload: unknown): EdgeAnswer {
  const body = Buffer.from(typeof payload === 'string' ? payload : (JSON.stringify(payload) ?? ''));
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

function bodyOf({ body, isBase64Encoded }: ProxyAnswer): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body !== 'string') return Buffer.from(JSON.stringify(body));
  return Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8');
}
