import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { httpFunction, json, plain } from '../../lambdas/shell/http-function.ts';

const Named = v.strictObject({ name: v.string() });
const handler = httpFunction({
  'POST /api/thing': json(Named, async ({ body }) => ({ body })),
  'POST /api/thing/submit': plain(async () => ({ body: { done: true } })),
  'GET /api/thing/{id}': plain(async ({ params }) => ({ body: { ...params } })),
  'POST /api/large': json(Named, async () => ({ body: { taken: true } }), { limitBytes: 100_000 }),
  'GET /bytes/{path+}': plain(async () => ({
    headers: { 'content-type': 'application/ocsp-response' },
    body: new Uint8Array([0, 0xff, 0x30]).subarray(1),
  })),
  'GET /oauth/authorize': plain(async () => ({ body: { page: true } })),
  'POST /oauth/token': plain(async () => {
    throw new Error('the name of a person');
  }),
});

interface Sent {
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
}

async function send(routeKey: string, { body, headers = {}, params }: Sent = {}) {
  const [method = '', path = ''] = routeKey.split(' ');
  const event = {
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    requestContext: { requestId: 'r', http: { method, path, sourceIp: '192.0.2.1' } },
    ...(params && { pathParameters: params }),
    ...(body !== undefined && { body: body.toString('base64'), isBase64Encoded: true }),
  } as unknown as APIGatewayProxyEventV2;
  const sent = typeof body === 'string' ? { ...event, body, isBase64Encoded: false } : event;
  return handler(sent);
}

async function call(routeKey: string, sent: Sent = {}) {
  const { statusCode = 0, body: text = '{}' } = await send(routeKey, sent);
  return { status: statusCode, body: JSON.parse(text) as { code?: string } };
}

describe('what every endpoint refuses before its story', () => {
  it.each(['cross-site', 'same-site'])('X2: a command without a body sent by a %s page', async (site) => {
    const headers = { 'sec-fetch-site': site };
    const refused = await call('POST /api/thing/submit', { headers });
    expect(refused).toMatchObject({ status: 403, body: { code: 'foreign-page' } });
    expect((await call('GET /api/thing/{id}', { headers, params: { id: 'a' } })).status).toBe(403);
  });

  it('X2: the pages of other sites may lead to a sign-in', async () => {
    expect((await call('GET /oauth/authorize', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(
      200,
    );
  });

  it('B1: a failure of ours is told to a relying party as an OAuth error, without its cause', async () => {
    const failed = await call('POST /oauth/token');
    expect(failed).toMatchObject({ status: 503, body: { error: 'server_error' } });
    expect(JSON.stringify(failed)).not.toContain('person');
  });

  it('X2: an id longer than any of ours is nothing, not a failure', async () => {
    const long = await call('GET /api/thing/{id}', { params: { id: 'x'.repeat(3000) } });
    expect(long).toMatchObject({ status: 404 });
    expect((await call('GET /api/thing/{id}', { params: { id: 'x'.repeat(64) } })).status).toBe(200);
  });

  it.each([
    [
      'another type',
      { body: '{"name":"a"}', headers: { 'content-type': 'text/plain' } },
      415,
      'json-expected',
    ],
    ['no JSON', { body: '{"name":' }, 400, 'not-json'],
    ['no UTF-8', { body: Buffer.from([0x22, 0xff, 0x22]) }, 400, 'not-json'],
    ['too much', { body: JSON.stringify({ name: 'x'.repeat(65_536) }) }, 413, 'body-too-large'],
    ['an unknown member', { body: '{"name":"a","admin":true}' }, 400, 'invalid-fields'],
    ['a prototype', { body: '{"name":"a","__proto__":{"admin":true}}' }, 400, 'invalid-fields'],
  ] as const)('X2: %s', async (_, sent, status, code) => {
    expect(await call('POST /api/thing', sent)).toMatchObject({ status, body: { code } });
  });
});

describe('what an endpoint may take and give', () => {
  it('D4: a larger body where the route allows it, and no larger', async () => {
    const of = (length: number) => ({ body: JSON.stringify({ name: 'x'.repeat(length) }) });
    expect(await call('POST /api/large', of(90_000))).toMatchObject({ status: 200, body: { taken: true } });
    expect(await call('POST /api/large', of(100_000))).toMatchObject({
      status: 413,
      body: { code: 'body-too-large' },
    });
  });

  it('C6: bytes go out as they are, base64 for the gateway, under their own type', async () => {
    const answer = await send('GET /bytes/{path+}', { params: { path: 'x'.repeat(3000) } });
    expect(answer).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'application/ocsp-response', 'cache-control': 'no-store' },
      body: '/zA=',
      isBase64Encoded: true,
    });
  });
});
