import { timingSafeEqual } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as v from 'valibot';
import { Refusal } from '../domain/errors.ts';
import { OAuthError } from '../domain/oauth-error/oauth-error.ts';
import { clientCertificateOf } from './client-certificate.ts';
import { toRequest, toResult } from './http-event.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import { logger } from './logger.ts';
import { problemResponse } from './problem.ts';

export type RouteHandler = (request: HttpRequest) => Promise<HttpResponse>;
type HttpHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** What relying parties' systems call, and may call over mutual TLS. */
export const MTLS_PATHS: readonly string[] = [
  '/oauth/token',
  '/oauth/par',
  '/oauth/userinfo',
  '/oauth/introspect',
  '/oauth/revoke',
  '/oauth/backchannel-authentication',
];

const JSON_BODY_LIMIT_BYTES = 64 * 1024;
const PARAM_LIMIT_CHARACTERS = 256;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** A route whose JSON body (at most 64 KB unless told) is parsed by a contract before the story begins. */
export function json<Schema extends v.GenericSchema>(
  contract: Schema,
  story: (request: HttpRequest<v.InferOutput<Schema>>) => Promise<HttpResponse>,
  { limitBytes = JSON_BODY_LIMIT_BYTES }: { readonly limitBytes?: number } = {},
): RouteHandler {
  return (request) => story({ ...request, body: parseJson(contract, request, limitBytes) });
}

/** A route without a JSON body; what the body holds, if anything, is the story's affair (`rawBody`). */
export function plain(story: (request: HttpRequest) => Promise<HttpResponse>): RouteHandler {
  return story;
}

/** The Lambda handler of an http authority: one entry per route key (`POST /api/enrolment`) that it serves. */
export function httpFunction(routes: Readonly<Record<string, RouteHandler>>): HttpHandler {
  const originSecret = process.env.ORIGIN_SECRET;
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .before((request) => refuseDirectCalls(originSecret, request.event))
    .onError((request) => {
      request.response = renderError(request.error, request.event);
    })
    .handler(async (event) => {
      const handler = routes[event.routeKey];
      if (handler === undefined)
        throw new Refusal('not-found', 'no-such-endpoint', 'There is nothing at this address.');
      const request = toRequest(event, new Date());
      requireOwnPage(event.routeKey, request);
      requireShortParams(event.routeKey, request);
      return toResult(await handler(request));
    }) as unknown as HttpHandler;
}

/**
 * The API answers only through CloudFront, which adds a secret header; the API's own address is closed. The one other way in is the
 * host for mutual TLS, for relying parties' systems alone: who comes with a verified certificate came there (RFC 8705).
 */
function refuseDirectCalls(secret: string | undefined, event: APIGatewayProxyEventV2): void {
  if (secret === undefined) return;
  if (clientCertificateOf(event) !== undefined && MTLS_PATHS.includes(event.rawPath)) return;
  const given = Buffer.from(event.headers['x-origin-secret'] ?? '');
  const expected = Buffer.from(secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Refusal(
      'forbidden',
      'not-through-the-front',
      'This address is closed: use the public address of the service.',
    );
  }
}

function parseJson<Schema extends v.GenericSchema>(
  contract: Schema,
  request: HttpRequest,
  limitBytes: number,
): v.InferOutput<Schema> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new Refusal('unsupported', 'json-expected', 'Send the request as application/json.');
  }
  if (request.rawBody.length > limitBytes) {
    throw new Refusal('too-large', 'body-too-large', `The request is larger than ${limitBytes} bytes.`);
  }
  const result = v.safeParse(contract, decodeJson(request.rawBody));
  if (result.success) return result.output;
  throw new Refusal(
    'invalid',
    'invalid-fields',
    `Correct these fields: ${fieldsOf(result.issues)
      .map((f) => f.field)
      .join(', ')}.`,
    {
      fields: fieldsOf(result.issues),
    },
  );
}

/**
 * A browser says where a request comes from (Fetch Metadata); another page, of a neighbouring domain too, may not use the
 * person's cookies on our own API, with a body or without.
 */
function requireOwnPage(routeKey: string, request: HttpRequest): void {
  if (!routeKey.includes(' /api/')) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new Refusal(
      'forbidden',
      'foreign-page',
      'This request was sent by a page of another site and is refused.',
    );
  }
}

/** No id is longer; a store would refuse a longer one as a fault of ours. A greedy `{name+}` holds a message, not an id. */
function requireShortParams(routeKey: string, { params }: HttpRequest): void {
  const ids = Object.entries(params).filter(([name]) => !routeKey.includes(`{${name}+}`));
  if (ids.every(([, value]) => value.length <= PARAM_LIMIT_CHARACTERS)) return;
  throw new Refusal('not-found', 'no-such-endpoint', 'There is nothing at this address.');
}

function decodeJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(bytes));
  } catch {
    throw new Refusal('invalid', 'not-json', 'The request is not valid JSON in UTF-8.');
  }
}

function fieldsOf(issues: readonly v.BaseIssue<unknown>[]): { field: string; code: string }[] {
  return issues.map((issue) => ({
    field: issue.path?.map((item) => String(item.key)).join('.') || '(body)',
    code: issue.received === 'undefined' ? 'missing' : issue.expected === 'never' ? 'unknown' : 'invalid',
  }));
}

/** Registered errors speak for themselves; anything else is ours, logged without content and answered without detail. */
function renderError(error: unknown, event: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 {
  const { requestId } = event.requestContext;
  if (error instanceof Refusal) return toResult(problemResponse(error, requestId));
  if (error instanceof OAuthError) {
    return toResult(oauthErrorResponse(error));
  }
  logger.error('request failed', { requestId, ...describe(error) });
  if (event.rawPath.startsWith('/oauth/')) return toResult(OAUTH_SORRY);
  const sorry = new Refusal(
    'unavailable',
    'server-error',
    'Something went wrong on our side. Nothing was lost: try again in a moment.',
    {
      next: ['try-again'],
      retryAfterSeconds: 5,
    },
  );
  return toResult(problemResponse(sorry, requestId));
}

/** RFC 6749 §5.2. */
export const oauthErrorResponse = (error: OAuthError): HttpResponse => ({
  status: error.status,
  headers: { 'content-type': 'application/json', ...error.headers },
  body: error.toBody(),
});

/** What a relying party's library understands (RFC 6749 §4.1.2.1 gives the code its name). */
const OAUTH_SORRY: HttpResponse = {
  status: 503,
  headers: { 'content-type': 'application/json', 'retry-after': '5' },
  body: {
    error: 'server_error',
    error_description: 'Something went wrong on our side. Try again in a moment.',
  },
};

/** Name and place of an error; its message only when an AWS service wrote it (ours could hold what a person typed). */
function describe(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames =
    error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 6)
      .join(' ') ?? '';
  return { error: error.name, stack: frames, ...('$metadata' in error && { message: error.message }) };
}
