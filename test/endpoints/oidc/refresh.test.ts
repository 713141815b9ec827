import { createLocalJWKSet, decodeJwt, type JWK, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoAuditTrail } from '../../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoConsents } from '../../../lambdas/adapters/aws/dynamo-consents.ts';
import { dynamoGrantStandings } from '../../../lambdas/adapters/aws/dynamo-grant-standings.ts';
import { dynamoGrants } from '../../../lambdas/adapters/aws/dynamo-grants.ts';
import { deploymentSecret } from '../../../lambdas/adapters/aws/secrets.ts';
import { publishedKeys } from '../../../lambdas/adapters/aws/token-signers.ts';
import type { Account } from '../../../lambdas/domain/account/account.ts';
import { parametersOf } from '../../../lambdas/domain/authorization-request/parameters.ts';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { liveGrant } from '../../../lambdas/domain/grant/grant-standing.ts';
import { useRefreshToken } from '../../../lambdas/domain/refresh-token/use-refresh-token.ts';
import { tokenSealers } from '../../../lambdas/domain/sealed-token/token-sealers.ts';
import type { SealedRefreshToken } from '../../../lambdas/domain/sealed-token/tokens.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { put } from '../../support/sign-in.ts';
import {
  exchange,
  ISSUER,
  OFFLINE,
  refreshing,
  startTokenService,
  type TokenService,
} from '../../support/token-service.ts';

let service: TokenService;
let client: Client;
let other: Client;
let person: Account;

beforeAll(async () => {
  service = await startTokenService();
  client = await service.register({ client_id: 'rp' });
  other = await service.register({ client_id: 'other' });
  person = await service.person();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const sealers = tokenSealers(deploymentSecret('tokens'), randomness);
const refresh = (token: string, form: Record<string, string> = {}, by = client) =>
  service.token(by, { ...refreshing(token), ...form });
const userinfo = (token: string) =>
  service.call('GET', '/oauth/userinfo', { headers: { authorization: `Bearer ${token}` } });

describe('POST /oauth/token: refresh_token', () => {
  it('B1: RFC 6749 §6: new tokens for a refresh token, which rotates; without offline access there is none', async () => {
    const first = await service.tokens(client, person, OFFLINE());
    expect((await service.tokens(client, person)).refresh_token).toBeUndefined();
    const { status, body } = await refresh(first.refresh_token);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'openid profile email offline_access',
    });
    expect(body.refresh_token).not.toBe(first.refresh_token);
    expect(body.access_token).not.toBe(first.access_token);
    expect((await userinfo(body.access_token)).body).toMatchObject({
      family_name: 'MARTIN',
      email: 'maelys@example.org',
    });
    expect((await refresh(body.refresh_token)).status).toBe(200);
  });

  it('B12: what a test persona got in the sandbox ends when the client goes into production', async () => {
    const sandbox = await service.register({ client_id: 'tried-out', environment: 'sandbox' });
    const persona = await service.person({ persona: { owner: 'owner' } });
    const { access_token, refresh_token } = await service.tokens(sandbox, persona, OFFLINE());
    expect((await userinfo(access_token)).status).toBe(200);
    const approved: Client = { ...sandbox, environment: 'production' };
    const standings = dynamoGrantStandings({ grants: 'grants', accounts: 'accounts', consents: 'consents' });
    const sealed = (await sealers('refresh-token')).open<SealedRefreshToken>(refresh_token);
    if (sealed === undefined) throw new Error('not sealed here');
    const standing = await standings.of(sealed);
    expect(liveGrant(standing, sandbox, new Date())).toBeDefined();
    expect(liveGrant(standing, approved, new Date())).toBeUndefined();
    const use = { client: approved, binding: undefined, now: new Date() };
    const deps = {
      refreshTokens: await sealers('refresh-token'),
      standings,
      grants: dynamoGrants('grants'),
      audit: dynamoAuditTrail('audit-events', randomness),
    };
    const form = parametersOf(new URLSearchParams({ refresh_token }));
    await expect(useRefreshToken(form, use, deps)).rejects.toMatchObject({ code: 'invalid_grant' });
  });

  it('B1: OIDC Core §12.2: the ID token of a refresh: iss, sub, aud, auth_time as before, iat new, no nonce', async () => {
    const first = await service.tokens(client, person, OFFLINE());
    service.advance(100);
    const { body } = await refresh(first.refresh_token);
    const keys = (await publishedKeys({ table: 'signing-keys' })(new Date())) as JWK[];
    const { payload } = await jwtVerify(body.id_token, createLocalJWKSet({ keys }), {
      issuer: ISSUER,
      audience: 'rp',
      currentDate: new Date(),
    });
    const before = decodeJwt(first.id_token);
    for (const name of ['iss', 'sub', 'aud', 'auth_time', 'acr', 'sid'] as const)
      expect(payload[name], name).toEqual(before[name]);
    expect((payload.iat ?? 0) - (before.iat ?? 0)).toBeGreaterThanOrEqual(99);
    expect(before.nonce).toBe('a-nonce');
    expect(payload).not.toHaveProperty('nonce');
    expect(payload.at_hash).not.toBe(before.at_hash);
  });

  it('B1: RFC 9700 §4.14.2: a refresh token shown again ends the family: its successor and every access token', async () => {
    const first = await service.tokens(client, person, OFFLINE());
    const { body } = await refresh(first.refresh_token);
    const again = await refresh(first.refresh_token);
    expect([again.status, again.body.error]).toEqual([400, 'invalid_grant']);
    expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant');
    expect((await userinfo(body.access_token)).status).toBe(401);
    expect((await userinfo(first.access_token)).status).toBe(401);
  });

  it('B1: RFC 9700 §4.14.2: of twenty refreshes at once at most one gives tokens, and the family is ended', async () => {
    const first = await service.tokens(client, person, OFFLINE());
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(first.refresh_token)));
    const given = answers.filter(({ status }) => status === 200);
    expect(given.length).toBeLessThanOrEqual(1);
    for (const { body } of given) {
      expect((await userinfo(body.access_token)).status).toBe(401);
      expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant');
    }
  });

  it('B1: FAPI 2.0 Security Profile §5.3.2.1: no rotation: the same refresh token stays good, nothing is written', async () => {
    const fapi = await service.register({
      client_id: 'fapi-like',
      profile: 'fapi2',
      tls_client_certificate_bound_access_tokens: true,
      token_endpoint_auth_method: 'client_secret_post',
    });
    const certificate = { pem: PEM, subject: 'CN=rp' };
    const first = await service.tokens(fapi, person, OFFLINE(), { certificate });
    const cost = await service.costs(async () => {
      const { status, body } = await service.token(fapi, refreshing(first.refresh_token), { certificate });
      expect(status).toBe(200);
      expect(body.refresh_token).toBeUndefined();
    });
    expect(cost).toEqual({ 'DynamoDB.BatchGetItem': 1 });
    expect((await service.token(fapi, refreshing(first.refresh_token), { certificate })).status).toBe(200);
  });

  it('B1: RFC 6749 §6: a narrower scope narrows this access token, not the grant', async () => {
    const first = await service.tokens(client, person, OFFLINE());
    const { body } = await refresh(first.refresh_token, { scope: 'openid email' });
    expect(body.scope).toBe('openid email');
    const claims = (await userinfo(body.access_token)).body;
    expect(Object.keys(claims).sort()).toEqual(['email', 'email_verified', 'sub']);
    expect((await refresh(body.refresh_token)).body.scope).toBe('openid profile email offline_access');
  });

  it('B1: RFC 6749 §6: a scope beyond the grant: invalid_scope, and the token is not used up', async () => {
    const first = await service.tokens(client, person, OFFLINE());
    const { status, body } = await refresh(first.refresh_token, { scope: 'openid phone' });
    expect([status, body.error]).toEqual([400, 'invalid_scope']);
    expect((await refresh(first.refresh_token)).status).toBe(200);
  });

  it('B1: without openid there is no ID token, and userinfo refuses with insufficient_scope (RFC 6750 §3.1)', async () => {
    const first = await service.tokens(client, person, OFFLINE());
    const { body } = await refresh(first.refresh_token, { scope: 'email' });
    expect(body.id_token).toBeUndefined();
    const refused = await userinfo(body.access_token);
    expect([refused.status, refused.body.error]).toEqual([403, 'insufficient_scope']);
  });

  it("B2: RFC 6749 §5.2, §10.4: another client's refresh token is refused, and stays good", async () => {
    const first = await service.tokens(client, person, OFFLINE());
    const stolen = await refresh(first.refresh_token, {}, other);
    expect([stolen.status, stolen.body.error]).toEqual([400, 'invalid_grant']);
    expect((await refresh(first.refresh_token)).status).toBe(200);
  });

  it('B2: RFC 6749 §6: a missing token is invalid_request, one that is none invalid_grant', async () => {
    expect((await service.token(client, { grant_type: 'refresh_token' })).body.error).toBe('invalid_request');
    expect((await refresh('nonsense')).body.error).toBe('invalid_grant');
    const { access_token } = await service.tokens(client, person, OFFLINE());
    expect((await refresh(access_token)).body.error).toBe('invalid_grant');
  });

  it('B5: a consent taken back, or an identity stopped, ends it', async () => {
    const someone = await service.person();
    const first = await service.tokens(client, someone, OFFLINE());
    await put('accounts', { ...someone, status: 'suspended' });
    expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant');
    await put('accounts', someone);
    await dynamoConsents('consents').revoke(someone.id, 'rp');
    expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('B1: refresh tokens end with their grant, and access tokens do not outlive it', async () => {
    const first = await service.tokens(client, person, OFFLINE(1));
    service.advance(86_400 - 100);
    const late = await refresh(first.refresh_token);
    expect(late.body.expires_in).toBeLessThanOrEqual(100);
    service.advance(101);
    expect((await refresh(late.body.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('B2: RFC 6749 §5.2: unauthorized_client without the grant type in the registration; unsupported_grant_type for unknown ones', async () => {
    const plain = await service.register({ client_id: 'plain', grant_types: ['authorization_code'] });
    expect((await refresh('any', {}, plain)).body.error).toBe('unauthorized_client');
    expect((await service.token(client, { grant_type: 'password' })).body.error).toBe(
      'unsupported_grant_type',
    );
    expect((await service.token(client, { grant_type: 'constructor' })).body.error).toBe(
      'unsupported_grant_type',
    );
    expect((await service.token(client, {})).body.error).toBe('invalid_request');
  });

  it('B1: cost: one read and one write', async () => {
    const first = await service.tokens(client, person, OFFLINE());
    expect(await service.costs(() => refresh(first.refresh_token))).toEqual({
      'DynamoDB.BatchGetItem': 1,
      'DynamoDB.UpdateItem': 1,
    });
  });
});

describe('franceconnect: access tokens for one use', () => {
  it('B2: the second userinfo answer is refused; the grant lives on', async () => {
    const fc = await service.register({ client_id: 'fc', profile: 'franceconnect' });
    const { access_token } = await service.tokens(fc, person);
    expect((await userinfo(access_token)).status).toBe(200);
    const second = await userinfo(access_token);
    expect([second.status, second.body.error]).toEqual([401, 'invalid_token']);
  });

  it('B2: of twenty uses at once one is answered', async () => {
    const fc = await service.register({ client_id: 'fc', profile: 'franceconnect' });
    const { access_token } = await service.tokens(fc, person);
    const answers = await Promise.all(Array.from({ length: 20 }, () => userinfo(access_token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('codes', () => {
  it('B2: RFC 6749 §4.1.2: a code replayed ends refresh tokens too', async () => {
    const { code } = await service.begin(client, person, OFFLINE());
    const { body } = await service.token(client, exchange(code));
    expect((await service.token(client, exchange(code))).body.error).toBe('invalid_grant');
    expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant');
  });
});

/** Any DER: what the gateway verified is not verified again. */
const PEM = `-----BEGIN CERTIFICATE-----\n${Buffer.from('a certificate').toString('base64')}\n-----END CERTIFICATE-----\n`;
