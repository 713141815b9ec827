import { createHash } from 'node:crypto';
import {
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { codeFor, postToken, redeem, SECRET, VERIFIER } from '../../support/relying-party.ts';
import { type PersonWithPhone, put, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let person: PersonWithPhone;
const keys = new Map<string, CryptoKey>();

beforeAll(async () => {
  service = await startSignInService();
  const secret = { client_secret_hash: hashSecret(SECRET) };
  await service.register({ client_id: 'rp', ...secret });
  await service.register({ client_id: 'other', ...secret });
  await service.register({
    client_id: 'basic',
    token_endpoint_auth_method: 'client_secret_basic',
    ...secret,
  });
  await service.register({ client_id: 'fc', profile: 'franceconnect', ...secret });
  const jwks: JWK[] = [];
  for (const alg of ['ES256', 'RS256', 'PS256', 'EdDSA']) {
    const pair = await generateKeyPair(alg, { extractable: true });
    keys.set(alg, pair.privateKey);
    jwks.push({ ...(await exportJWK(pair.publicKey)), kid: alg, alg });
  }
  await service.register({
    client_id: 'jwt',
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: jwks },
  });
  person = await service.personWithPhone();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const fresh = (changes: Record<string, string> = {}): Promise<string> => codeFor(service, person, changes);

describe('POST /oauth/token: the code', () => {
  it('B1: RFC 6749 §5.1: a good exchange answers tokens that are not to be stored', async () => {
    const { status, headers, body } = await redeem(service, { code: await fresh() });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 300, scope: 'openid profile' });
  });

  it('B1: OIDC Core §2, §3.1.3.6: the ID token names issuer, client, times, nonce, level and at_hash', async () => {
    const { body } = await redeem(service, { code: await fresh() });
    const jwks = (await (await fetch(`${service.issuer}/oauth/jwks`)).json()) as { keys: JWK[] };
    const { payload, protectedHeader } = await jwtVerify(body.id_token ?? '', createLocalJWKSet(jwks), {
      issuer: service.issuer,
      audience: 'rp',
      algorithms: ['ES256'],
    });
    expect(protectedHeader.kid).toBe(jwks.keys.find(({ kty }) => kty === 'EC')?.kid);
    const half = createHash('sha256')
      .update(body.access_token ?? '')
      .digest()
      .subarray(0, 16);
    expect(payload).toMatchObject({
      nonce: 'a-nonce',
      acr: 'eidas2',
      amr: ['pop', 'pin', 'mfa'],
      at_hash: half.toString('base64url'),
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    expect(payload).not.toHaveProperty('given_name');
    expect(payload.sid).toMatch(/^[\w-]{22}$/);
  });

  it('B2: RFC 6749 §4.1.2: a replayed code is refused and what it obtained is revoked', async () => {
    const code = await fresh();
    const { body } = await redeem(service, { code });
    const userinfo = () =>
      fetch(`${service.issuer}/oauth/userinfo`, {
        headers: { authorization: `Bearer ${body.access_token}` },
      });
    expect((await userinfo()).status).toBe(200);
    const replay = await redeem(service, { code });
    expect([replay.status, replay.body.error]).toEqual([400, 'invalid_grant']);
    expect((await userinfo()).status).toBe(401);
  });

  it('B2: RFC 6749 §10.5: of twenty simultaneous exchanges at most one gives tokens, and they do not outlive it', async () => {
    const code = await fresh();
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(service, { code })));
    const given = answers.filter(({ status }) => status === 200);
    expect(given.length).toBeLessThanOrEqual(1);
    for (const { body } of given) {
      const headers = { authorization: `Bearer ${body.access_token}` };
      expect((await fetch(`${service.issuer}/oauth/userinfo`, { headers })).status).toBe(401);
    }
  });

  it.each([
    ['standard', 'rp', 60, {}],
    ['franceconnect', 'fc', 30, { state: 's'.repeat(32), nonce: 'n'.repeat(32) }],
  ])('B2: a code of the %s profile lives %s %i s', async (_profile, client, seconds, changes) => {
    const [early, late] = [
      await fresh({ client_id: client, ...changes }),
      await fresh({ client_id: client, ...changes }),
    ];
    service.advance(seconds - 15);
    expect((await redeem(service, { client_id: client, code: early })).status).toBe(200);
    service.advance(16);
    const { body } = await redeem(service, { client_id: client, code: late });
    expect(body.error).toBe('invalid_grant');
  });

  it('B2: the franceconnect profile: access token and ID token of 60 s', async () => {
    const code = await fresh({ client_id: 'fc', state: 's'.repeat(32), nonce: 'n'.repeat(32) });
    const { body } = await redeem(service, { client_id: 'fc', code });
    expect(body.expires_in).toBe(60);
    const call = () =>
      fetch(`${service.issuer}/oauth/userinfo`, {
        headers: { authorization: `Bearer ${body.access_token}` },
      });
    expect((await call()).status).toBe(200);
    service.advance(61);
    expect((await call()).status).toBe(401);
  });

  it.each([
    ['RFC 6749 §4.1.3: another redirect_uri', { redirect_uri: 'https://rp.example/other' }],
    ['RFC 7636 §4.6: another verifier', { code_verifier: 'w'.repeat(43) }],
    ['RFC 6749 §5.2: another client', { client_id: 'other' }],
    ['RFC 6749 §5.2: an unknown code', { code: 'unknown' }],
  ])('B2: invalid_grant for %s', async (_name, changes) => {
    const { status, body } = await redeem(service, { code: await fresh(), ...changes });
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
  });

  it("B2: another client's try neither uses the code up nor revokes it", async () => {
    const code = await fresh();
    await redeem(service, { code, client_id: 'other' });
    const { status, body } = await redeem(service, { code });
    expect(status).toBe(200);
    await redeem(service, { code, client_id: 'other' });
    const headers = { authorization: `Bearer ${body.access_token}` };
    expect((await fetch(`${service.issuer}/oauth/userinfo`, { headers })).status).toBe(200);
  });

  it('B2: RFC 7636 §7.1: a wrong verifier ends the code', async () => {
    const code = await fresh();
    await redeem(service, { code, code_verifier: 'w'.repeat(43) });
    expect((await redeem(service, { code })).body.error).toBe('invalid_grant');
  });

  it('X3: a suspended identity gets no tokens for a code issued before', async () => {
    const suspended = await service.personWithPhone();
    const code = await codeFor(service, suspended);
    await put('accounts', { ...suspended.account, status: 'suspended', deviceId: suspended.phone.deviceId });
    expect((await redeem(service, { code })).body.error).toBe('invalid_grant');
  });
});

describe('POST /oauth/token: cost', () => {
  it('B1: an exchange is one read and one write; the key that signs is in memory', async () => {
    service.advance(0); // the clock stands: nothing that is remembered runs out while calls are counted
    const code = await fresh();
    const before = new Map(service.aws.calls);
    await redeem(service, { code });
    const calls = [...service.aws.calls].map(([name, n]) => [name, n - (before.get(name) ?? 0)] as const);
    expect(Object.fromEntries(calls.filter(([, n]) => n > 0))).toEqual({
      'DynamoDB.UpdateItem': 1,
      'DynamoDB.GetItem': 1,
    });
  });
});

describe('POST /oauth/token: the form', () => {
  it.each([
    ['grant_type missing', { grant_type: undefined }, 'invalid_request'],
    ['RFC 6749 §5.2: another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
    [
      'RFC 6749 §5.2: a grant it is not registered for',
      { grant_type: 'client_credentials' },
      'unauthorized_client',
    ],
    ['code missing', { code: undefined }, 'invalid_request'],
    ['redirect_uri missing', { redirect_uri: undefined }, 'invalid_request'],
    ['RFC 7636 §4.6: code_verifier missing', { code_verifier: undefined }, 'invalid_grant'],
    ['RFC 7636 §4.1: code_verifier too short', { code_verifier: 'v'.repeat(42) }, 'invalid_request'],
  ])('B1: %s', async (_name, changes, error) => {
    const { status, body, headers } = await redeem(service, { code: 'c', ...changes });
    expect([status, body.error]).toEqual([400, error]);
    expect(headers.get('content-type')).toContain('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('B1: RFC 6749 §3.2: a repeated parameter is refused', async () => {
    const form = `grant_type=authorization_code&client_id=rp&client_secret=${SECRET}&code=a&code=b`;
    const { body } = await postToken(service, `${form}&redirect_uri=x&code_verifier=${VERIFIER}`, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(body.error).toBe('invalid_request');
  });

  it('B1: RFC 6749 §4.1.3: JSON is no form', async () => {
    const { body } = await postToken(service, '{}', { 'content-type': 'application/json' });
    expect(body.error).toBe('invalid_request');
  });
});

describe('POST /oauth/token: client authentication', () => {
  it.each([
    ['a wrong secret', { client_secret: 'x'.repeat(32) }],
    ['no secret', { client_secret: undefined }],
    ['an unknown client', { client_id: 'nobody' }],
    ['a client registered for another method', { client_id: 'jwt' }],
    ['client_secret_basic by post', { client_id: 'basic' }],
  ])('B2: RFC 6749 §5.2: invalid_client, 401, for %s', async (_name, changes) => {
    const { status, body, headers } = await redeem(service, { code: 'c', ...changes });
    expect([status, body.error]).toEqual([401, 'invalid_client']);
    expect(headers.get('www-authenticate')).toMatch(/^Basic /);
  });

  it('B2: RFC 6749 §2.3.1: client_secret_basic, form-encoded', async () => {
    const code = await fresh({ client_id: 'basic' });
    const authorization = `Basic ${Buffer.from(`basic:${encodeURIComponent(SECRET)}`).toString('base64')}`;
    const form = { code, client_id: undefined, client_secret: undefined };
    expect((await redeem(service, form, { authorization })).status).toBe(200);
  });

  it('B2: RFC 6749 §2.3: two methods in one request are refused', async () => {
    const authorization = `Basic ${Buffer.from(`rp:${SECRET}`).toString('base64')}`;
    const { status, body } = await redeem(service, { code: 'c' }, { authorization });
    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });
});

describe('POST /oauth/token: private_key_jwt', () => {
  const now = (): number => Math.floor(Date.now() / 1000);

  async function assertion(claims: Record<string, unknown> = {}, alg = 'ES256', kid = alg): Promise<string> {
    const payload = {
      iss: 'jwt',
      sub: 'jwt',
      aud: service.issuer,
      exp: now() + 60,
      jti: crypto.randomUUID(),
      ...claims,
    };
    const signer = keys.get(alg);
    if (signer === undefined) throw new Error(alg);
    return await new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(signer);
  }

  const form = (client_assertion: string, changes: Record<string, string | undefined> = {}) => ({
    client_id: 'jwt',
    client_secret: undefined,
    client_assertion,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    ...changes,
  });

  it.each(['ES256', 'RS256', 'PS256', 'EdDSA'])('B2: RFC 7523: signed by %s', async (alg) => {
    const code = await fresh({ client_id: 'jwt' });
    const answer = await redeem(service, { code, ...form(await assertion({}, alg)) });
    expect(answer.body.error).toBeUndefined();
  });

  it('B2: RFC 7523 §3: the token endpoint is an audience too, and client_id may be left out (RFC 7521 §4.2)', async () => {
    const code = await fresh({ client_id: 'jwt' });
    const signed = await assertion({ aud: `${service.issuer}/oauth/token` });
    expect((await redeem(service, { code, ...form(signed, { client_id: undefined }) })).status).toBe(200);
  });

  it.each([
    ['RFC 7523 §3.1: another iss', { iss: 'rp' }],
    ['RFC 7523 §3.2: another sub', { sub: 'rp' }],
    ['RFC 7523 §3.3: another aud', { aud: 'https://other.example' }],
    ['RFC 7523 §3.4: no exp', { exp: undefined }],
    ['RFC 7523 §3.4: expired', { exp: Math.floor(Date.now() / 1000) - 60 }],
    ['RFC 7523 §3.4: an exp far away', { exp: Math.floor(Date.now() / 1000) + 7200 }],
    ['RFC 7523 §3.5: not before, later', { nbf: Math.floor(Date.now() / 1000) + 300 }],
    ['RFC 7523 §3.7: no jti', { jti: undefined }],
    ['RFC 7523 §3.7: an empty jti', { jti: '' }],
  ])('B2: refuses %s', async (_name, claims) => {
    const { status, body } = await redeem(service, { code: 'c', ...form(await assertion(claims)) });
    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });

  it('B2: RFC 7523 §3.7: an assertion serves once, even twenty at a time', async () => {
    const signed = await assertion();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => redeem(service, { code: 'unknown', ...form(signed) })),
    );
    const errors = answers.map(({ body }) => body.error).sort();
    expect(errors.filter((error) => error === 'invalid_grant')).toHaveLength(1);
    expect(errors.filter((error) => error === 'invalid_client')).toHaveLength(19);
  });

  it('B2: RFC 7523 §3.9: a key that is not registered', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const signed = await new SignJWT({
      iss: 'jwt',
      sub: 'jwt',
      aud: service.issuer,
      exp: now() + 60,
      jti: 'abcdefgh',
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'ES256' })
      .sign(privateKey);
    expect((await redeem(service, { code: 'c', ...form(signed) })).body.error).toBe('invalid_client');
  });

  it.each([
    ['none', 'eyJhbGciOiJub25lIn0'],
    ['HS256, with the public key as secret', 'eyJhbGciOiJIUzI1NiIsImtpZCI6IkVTMjU2In0'],
  ])('B2: RFC 8725 §3.1: alg %s', async (_name, header) => {
    const claims = { iss: 'jwt', sub: 'jwt', aud: service.issuer, exp: now() + 60, jti: 'abcdefgh' };
    const unsigned = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
    const { status, body } = await redeem(service, { code: 'c', ...form(unsigned) });
    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });

  it.each([
    ['an unknown assertion type', { client_assertion_type: 'urn:other' }],
    ['no assertion type', { client_assertion_type: undefined }],
    ['a type without assertion', { client_assertion: undefined }],
    ['a client_id that is not the issuer', { client_id: 'rp' }],
    ['a secret beside it', { client_secret: SECRET }],
    ['no JWT', { client_assertion: 'x', client_id: undefined }],
    ['an assertion without end', { client_assertion: 'e'.repeat(9000) }],
  ])('B2: refuses %s', async (_name, changes) => {
    const { status, body } = await redeem(service, { code: 'c', ...form(await assertion(), changes) });
    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });
});
