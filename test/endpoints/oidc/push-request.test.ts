import { createHash, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jwkThumbprint } from '../../../lambdas/domain/dpop/jwk-thumbprint.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import {
  approve,
  authorizationParameters,
  authorize,
  CALLBACK,
  openPageAt,
  type Page,
  redeem,
  SECRET,
  VERIFIER,
} from '../../support/relying-party.ts';
import { type Handler, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicJwk = keys.publicKey.export({ format: 'jwk' }) as JWK;

beforeAll(async () => {
  service = await startSignInService(
    { pushedRequestSeconds: 60 },
    {},
    {
      functions: async (): Promise<Record<string, Handler>> => ({
        'back-channel': (await import('../../../lambdas/functions/back-channel.ts')).handler,
      }),
    },
  );
  const secret = { client_secret_hash: hashSecret(SECRET) };
  await service.register({ client_id: 'rp', ...secret });
  await service.register({ client_id: 'other', ...secret });
  await service.register({ client_id: 'must-push', ...secret, require_pushed_authorization_requests: true });
  await service.register({ client_id: 'open', token_endpoint_auth_method: 'none' });
  const byKey = { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [publicJwk] } } as const;
  await service.register({ client_id: 'fapi', profile: 'fapi2', ...byKey });
  await service.register({ client_id: 'signing', profile: 'fapi2-message-signing', ...byKey });
});
afterAll(() => service.stop());

type Changes = Readonly<Record<string, string | undefined>>;
interface Pushed {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly request_uri?: string;
    readonly expires_in?: number;
    readonly error?: string;
    readonly error_description?: string;
  };
}

async function push(
  changes: Changes = {},
  {
    parameters = authorizationParameters(),
    headers = {},
  }: { parameters?: URLSearchParams; headers?: Record<string, string> } = {},
): Promise<Pushed> {
  const form = new URLSearchParams(parameters);
  const fields: Changes = { client_secret: SECRET, ...changes };
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) form.delete(name);
    else form.set(name, value);
  }
  const response = await fetch(`${service.issuer}/oauth/par`, { method: 'POST', body: form, headers });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Pushed['body'],
  };
}

const use = (requestUri: string | undefined, changes: Record<string, string> = {}) =>
  authorize(service, new URLSearchParams({ client_id: 'rp', request_uri: requestUri ?? '', ...changes }));

const open = (requestUri = ''): Promise<Page> =>
  openPageAt(service, new URLSearchParams({ client_id: 'rp', request_uri: requestUri }));

const assertionOf = (client: string): Promise<string> =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(service.issuer)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(keys.privateKey);

const authenticated = async (client: string): Promise<Changes> => ({
  client_id: client,
  client_secret: undefined,
  client_assertion: await assertionOf(client),
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
});

const requestObject = (client: string, claims: Changes = {}): Promise<string> =>
  new SignJWT({ ...Object.fromEntries(authorizationParameters()), client_id: client, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt' })
    .setIssuer(client)
    .setAudience(service.issuer)
    .setNotBefore('0s')
    .setExpirationTime('5m')
    .sign(keys.privateKey);

const dpopProof = (key: KeyObject, jwk: JWK, claims: Record<string, unknown> = {}): Promise<string> =>
  new SignJWT({ htm: 'POST', htu: `${service.issuer}/oauth/par`, jti: randomUUID(), ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
    .setIssuedAt()
    .sign(key);

describe('a pushed request (RFC 9126)', () => {
  it('B9: RFC 9126 §2.2: 201 with an unguessable request_uri and its lifetime, never stored by anybody', async () => {
    const { status, headers, body } = await push();
    expect(status).toBe(201);
    expect(body.request_uri).toMatch(/^urn:ietf:params:oauth:request_uri:[\w-]{43}$/);
    expect(body.expires_in).toBe(60);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('B9: RFC 9126 §4: leads to the sign-in page, whatever stands beside it', async () => {
    const { body } = await push();
    const { status, location } = await use(body.request_uri, {
      scope: 'nonsense',
      redirect_uri: 'https://evil.example',
    });
    expect(status).toBe(303);
    expect(location?.pathname).toMatch(/^\/sign-in\//);
  });

  it('B9: RFC 9126 §4, FAPI 2.0 §5.3.2.2: may be loaded again until it is answered: reload, way back, a scanner before the person', async () => {
    const { body } = await push();
    const visits = await Promise.all(Array.from({ length: 10 }, () => use(body.request_uri)));
    expect(visits.map(({ status }) => status)).toEqual(Array(10).fill(303));
    const pages = visits.map(({ location }) => location?.pathname);
    expect(pages.every((path) => path?.startsWith('/sign-in/'))).toBe(true);
    expect(new Set(pages).size).toBe(10);
  });

  it('B9: RFC 9126 §7.3: once answered it is used up; the person is told to begin again, the client where it can be', async () => {
    const { body } = await push();
    const page = await open(body.request_uri);
    await approve(page, await service.personWithPhone());
    expect((await page.post('consent', { decision: 'allow' })).status).toBe(200);
    const { status, text, location } = await use(body.request_uri);
    expect([status, location]).toEqual([400, undefined]);
    expect(text).toContain('start again');
    const told = await use(body.request_uri, { redirect_uri: CALLBACK });
    expect(told.location?.searchParams.get('error')).toBe('invalid_request_uri');
  });

  it('B9: RFC 9126 §7.3: two pages of it, approved both, answered at the same instant: one code', async () => {
    const { body } = await push();
    const pages = await Promise.all([open(body.request_uri), open(body.request_uri)]);
    for (const page of pages) await approve(page, await service.personWithPhone());
    const answers = await Promise.all(pages.map((page) => page.post('consent', { decision: 'allow' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'sign-in-answered' });
  });

  it.each(['cancelled before a phone was asked', 'refused after the phone approved'])(
    'B9: RFC 9126 §7.3: %s is an answer too: no other page of it gives a code',
    async (how) => {
      const { body } = await push();
      const [first, second] = [await open(body.request_uri), await open(body.request_uri)];
      await approve(second, await service.personWithPhone());
      if (how.startsWith('refused')) {
        await approve(first, await service.personWithPhone());
        await first.post('consent', { decision: 'deny' });
      } else await first.post('cancel');
      expect((await second.post('consent', { decision: 'allow' })).body.code).toBe('sign-in-answered');
      expect((await second.post('cancel')).body.code).toBe('sign-in-answered');
      expect((await use(body.request_uri)).status).toBe(400);
    },
  );

  it('B9: what was opened in time may be answered after it', async () => {
    const { body } = await push();
    const page = await open(body.request_uri);
    service.advance(120);
    await approve(page, await service.personWithPhone());
    const { redirectTo } = (await page.post('consent', { decision: 'allow' })).body;
    expect(new URL(redirectTo ?? '').searchParams.get('code')).toBeTruthy();
  });

  it('B9: RFC 9126 §2.2: not after its time', async () => {
    const { body } = await push();
    service.advance(61);
    const { location } = await use(body.request_uri, { redirect_uri: CALLBACK });
    expect(location?.searchParams.get('error')).toBe('invalid_request_uri');
  });

  it('B9: RFC 9126 §2.2, §7.1: not for another client, for which it stays unspoilt', async () => {
    const { body } = await push();
    const stolen = await use(body.request_uri, { client_id: 'other', redirect_uri: CALLBACK });
    expect(stolen.location?.searchParams.get('error')).toBe('invalid_request_uri');
    expect((await use(body.request_uri)).status).toBe(303);
  });

  it('B9: RFC 9126 §4: client_id must stand beside it', async () => {
    const { body } = await push();
    const { status } = await authorize(service, new URLSearchParams({ request_uri: body.request_uri ?? '' }));
    expect(status).toBe(400);
  });

  it('B9: the code it leads to is redeemed like any other', async () => {
    const { body } = await push({ scope: 'openid email' });
    const page = await open(body.request_uri);
    await approve(page, await service.personWithPhone());
    const decided = await page.post('consent', { decision: 'allow' });
    const code = new URL(decided.body.redirectTo ?? '').searchParams.get('code') ?? '';
    const tokens = await redeem(service, { code, code_verifier: VERIFIER });
    expect([tokens.status, tokens.body.scope]).toEqual([200, 'openid email']);
  });
});

describe('what is refused to the client at once (RFC 9126 §2.3)', () => {
  it.each<[string, Changes, number, string]>([
    ['RFC 9126 §2: no authentication', { client_secret: undefined }, 401, 'invalid_client'],
    ['RFC 9126 §2: a wrong secret', { client_secret: 'w'.repeat(43) }, 401, 'invalid_client'],
    [
      'RFC 9126 §2.1: request_uri',
      { request_uri: 'urn:ietf:params:oauth:request_uri:x' },
      400,
      'invalid_request',
    ],
    [
      'RFC 9126 §2.4: an unregistered redirect_uri',
      { redirect_uri: 'https://evil.example' },
      400,
      'invalid_request',
    ],
    ['RFC 9126 §2.1: no redirect_uri', { redirect_uri: undefined }, 400, 'invalid_request'],
    ['OIDC Core §3.1.2.1: no openid', { scope: 'profile' }, 400, 'invalid_scope'],
    ['RFC 7636 §4.4.1: no challenge', { code_challenge: undefined }, 400, 'invalid_request'],
    ['RFC 9700 §2.1.2: implicit', { response_type: 'token' }, 400, 'unsupported_response_type'],
    ['RFC 8707 §2: a foreign resource', { resource: 'https://api.example' }, 400, 'invalid_target'],
    ['RFC 9101 §7: junk as request', { request: 'x' }, 400, 'invalid_request_object'],
  ])('B9: %s', async (_name, changes, status, error) => {
    const answer = await push(changes);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(answer.body.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  });

  it('B9: RFC 6749 §3.2: a parameter given twice', async () => {
    const parameters = authorizationParameters();
    parameters.append('scope', 'openid');
    expect((await push({}, { parameters })).body.error).toBe('invalid_request');
  });

  it('B9: RFC 9126 §2: a body that is no form', async () => {
    const response = await fetch(`${service.issuer}/oauth/par`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(400);
  });

  it('B9: RFC 6749 §2.1: a public client may push: PKCE is all it has, here as there', async () => {
    expect((await push({ client_id: 'open', client_secret: undefined })).status).toBe(201);
  });
});

describe('clients that must push (RFC 9126 §6, FAPI 2.0 Security Profile §5.3.2.2)', () => {
  it('B9: are refused at the authorization endpoint', async () => {
    for (const client of ['must-push', 'fapi']) {
      const { location } = await authorize(service, authorizationParameters({ client_id: client }));
      expect(location?.searchParams.get('error'), client).toBe('invalid_request');
    }
  });

  it('B9: are served when they push', async () => {
    const pushed = await push({ client_id: 'must-push' });
    expect((await use(pushed.body.request_uri, { client_id: 'must-push' })).location?.pathname).toMatch(
      /^\/sign-in\//,
    );
  });

  it('B9: FAPI 2.0 §5.3.2.1: authenticate by an assertion for the issuer alone', async () => {
    const changes = await authenticated('fapi');
    expect((await push(changes)).status).toBe(201);
    expect((await push(changes)).body.error).toBe('invalid_client');
  });
});

describe('a signed request inside (RFC 9126 §3)', () => {
  it('B9: counts alone', async () => {
    const request = await requestObject('fapi', { scope: 'openid' });
    const pushed = await push({ ...(await authenticated('fapi')), request, scope: 'profile' });
    expect(pushed.status).toBe(201);
  });

  it('B9: FAPI 2.0 Message Signing §5.3.1: is demanded of such a client, and §5.4.1 a signed answer', async () => {
    const plain = await push({ ...(await authenticated('signing')), response_mode: 'jwt' });
    expect(plain.body).toMatchObject({ error: 'invalid_request' });
    const unsigned = await requestObject('signing');
    expect((await push({ ...(await authenticated('signing')), request: unsigned })).body.error).toBe(
      'invalid_request',
    );
    const request = await requestObject('signing', { response_mode: 'jwt' });
    expect((await push({ ...(await authenticated('signing')), request })).status).toBe(201);
  });

  it('B9: RFC 9101 §5: of another client than the one that pushes is refused', async () => {
    const request = await requestObject('signing');
    expect((await push({ ...(await authenticated('fapi')), request })).body.error).toBe(
      'invalid_request_object',
    );
  });

  it('B9: RFC 9101 §4: a request_uri inside is refused', async () => {
    const request = await requestObject('fapi', { request_uri: 'urn:x' });
    expect((await push({ ...(await authenticated('fapi')), request })).body.error).toBe(
      'invalid_request_object',
    );
  });
});

describe('a DPoP proof beside it (RFC 9449 §10.1)', () => {
  const dpop = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = dpop.publicKey.export({ format: 'jwk' }) as JWK;

  it('B9: binds the code like dpop_jkt, and both must be of one key', async () => {
    const proof = async () => ({ headers: { dpop: await dpopProof(dpop.privateKey, jwk) } });
    expect((await push({}, await proof())).status).toBe(201);
    expect((await push({ dpop_jkt: jwkThumbprint(jwk) ?? '' }, await proof())).status).toBe(201);
    const other = createHash('sha256').update('another key').digest('base64url');
    expect((await push({ dpop_jkt: other }, await proof())).body.error).toBe('invalid_request');
  });

  it('B9: RFC 9449 §4.3: a proof for another address is refused', async () => {
    const wrong = await dpopProof(dpop.privateKey, jwk, { htu: `${service.issuer}/oauth/token` });
    expect((await push({}, { headers: { dpop: wrong } })).body.error).toBe('invalid_dpop_proof');
  });
});
