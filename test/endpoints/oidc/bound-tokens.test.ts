import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../../lambdas/domain/account/account.ts';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import type { Grant } from '../../../lambdas/domain/grant/grant.ts';
import { type TestCertificate, testAuthority } from '../../support/client-certificates.ts';
import { dpopProof, type ProofChanges, type ProofKey, proofKey } from '../../support/dpop-proof.ts';
import { SECRET } from '../../support/relying-party.ts';
import {
  exchange,
  ISSUER,
  MTLS_ORIGIN,
  OFFLINE,
  refreshing,
  startTokenService,
  type TokenService,
} from '../../support/token-service.ts';

let service: TokenService;
let client: Client;
let person: Account;
let key: ProofKey;
let other: ProofKey;

beforeAll(async () => {
  service = await startTokenService();
  client = await service.register({ client_id: 'rp' });
  person = await service.person();
  [key, other] = [await proofKey(), await proofKey()];
});
afterAll(() => service.stop());

const proofAt = async (path: string, changes?: ProofChanges, by = key, method = 'POST', origin = ISSUER) => ({
  headers: { dpop: await dpopProof(by, method, `${origin}${path}`, changes) },
});
const atToken = (changes?: ProofChanges, by?: ProofKey) => proofAt('/oauth/token', changes, by);

async function userinfo(token: string, changes: ProofChanges = {}, by = key, scheme = 'DPoP') {
  const { headers } = await proofAt('/oauth/userinfo', { token, ...changes }, by, 'GET');
  return service.call('GET', '/oauth/userinfo', {
    headers: { ...headers, authorization: `${scheme} ${token}` },
  });
}

describe('RFC 9449 at the token endpoint', () => {
  it('B9: RFC 9449 §5: a proof gives token_type DPoP, and the nonce for the next one (§8.2)', async () => {
    const { code } = await service.begin(client, person);
    const { body, headers } = await service.token(client, exchange(code), await atToken());
    expect(body.token_type).toBe('DPoP');
    const nonce = headers['dpop-nonce'];
    expect(nonce).toMatch(/^[\w-]+$/);
    expect((await userinfo(body.access_token, { claims: { nonce } })).status).toBe(200);
  });

  it('B9: RFC 9449 §8: a FAPI client is asked for a nonce, which costs it neither code nor refresh token', async () => {
    const fapi = await service.register({
      client_id: 'fapi',
      profile: 'fapi2',
      dpop_bound_access_tokens: true,
    });
    const { code } = await service.begin(fapi, person);
    const asked = await service.token(fapi, exchange(code), await atToken());
    expect([asked.status, asked.body.error]).toEqual([400, 'use_dpop_nonce']);
    const claims = { nonce: asked.headers['dpop-nonce'] };
    expect((await service.token(fapi, exchange(code), await atToken({ claims }))).status).toBe(200);
  });

  it('B9: RFC 9449 §5: a bad proof costs no code; §4.3: invalid_dpop_proof', async () => {
    const { code } = await service.begin(client, person);
    const bad = await service.token(client, exchange(code), await atToken({ claims: { htm: 'GET' } }));
    expect([bad.status, bad.body.error]).toEqual([400, 'invalid_dpop_proof']);
    expect((await service.token(client, exchange(code), await atToken())).status).toBe(200);
  });

  it('B9: RFC 9449 §5.2: dpop_bound_access_tokens: refused without a proof, the code stays good', async () => {
    const must = await service.register({ client_id: 'must', dpop_bound_access_tokens: true });
    const { code } = await service.begin(must, person);
    const refused = await service.token(must, exchange(code));
    expect([refused.status, refused.body.error]).toEqual([400, 'invalid_request']);
    expect((await service.token(must, exchange(code), await atToken())).status).toBe(200);
  });

  it('B9: RFC 9449 §10: a code bound by dpop_jkt takes that key; another one, or none, ends it', async () => {
    const bound = async (call?: Awaited<ReturnType<typeof atToken>>) => {
      const { grant } = await service.begin(client, person);
      const code = { ...grant.code, dpopJkt: key.thumbprint } as Grant['code'];
      const begun = await service.begin(client, person, { ...(code && { code }) });
      return (await service.token(client, exchange(begun.code), call)).body;
    };
    expect((await bound(await atToken())).token_type).toBe('DPoP');
    expect((await bound(await atToken({}, other))).error).toBe('invalid_grant');
    expect((await bound()).error).toBe('invalid_grant');
  });

  it('B9: RFC 9449 §5: refresh tokens of public clients are bound to the key, of others to their authentication', async () => {
    const page = await service.register({ client_id: 'page', token_endpoint_auth_method: 'none' });
    const first = await service.tokens(page, person, OFFLINE(), await atToken());
    const stolen = await service.token(page, refreshing(first.refresh_token), await atToken({}, other));
    expect(stolen.body.error).toBe('invalid_grant');
    expect((await service.token(page, refreshing(first.refresh_token))).body.error).toBe('invalid_grant');
    expect((await service.token(page, refreshing(first.refresh_token), await atToken())).status).toBe(200);
    const confidential = await service.tokens(client, person, OFFLINE(), await atToken());
    const moved = await service.token(
      client,
      refreshing(confidential.refresh_token),
      await atToken({}, other),
    );
    expect((await userinfo(moved.body.access_token, {}, other)).status).toBe(200);
  });

  it('B9: RFC 9449 §11.1: the same proof twice is refused', async () => {
    const call = await atToken();
    const [one, two] = [await service.begin(client, person), await service.begin(client, person)];
    expect((await service.token(client, exchange(one.code), call)).status).toBe(200);
    expect((await service.token(client, exchange(two.code), call)).body.error).toBe('invalid_dpop_proof');
  });
});

describe('RFC 9449 at userinfo', () => {
  const bound = async (): Promise<string> =>
    (await service.tokens(client, person, {}, await atToken())).access_token;

  it('B9: RFC 9449 §7.1: token and proof together', async () => {
    expect((await userinfo(await bound())).body).toMatchObject({ family_name: 'MARTIN' });
  });

  it('B9: RFC 9449 §7.2: a bound token shown as Bearer is refused, with or without a proof', async () => {
    const token = await bound();
    const shown = await userinfo(token, {}, key, 'Bearer');
    expect([shown.status, shown.body.error]).toEqual([401, 'invalid_token']);
    const bare = await service.call('GET', '/oauth/userinfo', {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([bare.status, bare.body.error]).toEqual([401, 'invalid_token']);
    expect(bare.headers['www-authenticate']).toContain('DPoP realm="guichet", algs="ES256');
    const form = await service.call('POST', '/oauth/userinfo', { form: { access_token: token } });
    expect(form.status).toBe(401);
  });

  it.each([
    ['no proof', undefined, {}],
    ['another token’s', 'other', {}],
    ['another method', undefined, { claims: { htm: 'POST' } }],
  ])('B9: RFC 9449 §7.1: 401 with a DPoP challenge for %s', async (what, _token, changes) => {
    const token = await bound();
    const answer =
      what === 'no proof'
        ? await service.call('GET', '/oauth/userinfo', { headers: { authorization: `DPoP ${token}` } })
        : await userinfo(token, what === 'another token’s' ? { token: 'other' } : changes);
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_dpop_proof']);
    expect(answer.headers['www-authenticate']).toMatch(
      /^DPoP realm="guichet", algs="[^"]+", error="invalid_dpop_proof"/,
    );
  });

  it('B9: RFC 9449 §6.1: the proof of another key', async () => {
    const answer = await userinfo(await bound(), {}, other);
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_token']);
  });

  it('B9: RFC 9449 §9: a nonce is asked for by 401 use_dpop_nonce', async () => {
    const answer = await userinfo(await bound(), { claims: { nonce: 'old' } });
    expect([answer.status, answer.body.error]).toEqual([401, 'use_dpop_nonce']);
    expect(answer.headers['www-authenticate']).toMatch(/^DPoP .*error="use_dpop_nonce"/);
    const nonce = answer.headers['dpop-nonce'];
    expect((await userinfo(await bound(), { claims: { nonce } })).status).toBe(200);
  });

  it('B9: a bearer token is not made better by a proof: under DPoP it is refused', async () => {
    const { access_token } = await service.tokens(client, person);
    const answer = await userinfo(access_token);
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_token']);
  });
});

describe('RFC 8705: tokens bound to certificates', () => {
  const authority = testAuthority('Authority');
  const mine = authority.issue('mine');
  const mtls = (changes: Partial<Client> = {}) =>
    service.register({ client_id: 'mtls', tls_client_certificate_bound_access_tokens: true, ...changes });

  it('B9: RFC 8705 §3: bound to the certificate, good with it alone', async () => {
    const { access_token, token_type } = await service.tokens(
      await mtls(),
      person,
      {},
      { certificate: mine },
    );
    expect(token_type).toBe('Bearer');
    const ask = (shown?: TestCertificate) =>
      service.call('GET', '/oauth/userinfo', {
        headers: { authorization: `Bearer ${access_token}` },
        ...(shown && { certificate: shown }),
      });
    expect((await ask(mine)).status).toBe(200);
    for (const shown of [undefined, authority.issue('mine')]) {
      const answer = await ask(shown);
      expect([answer.status, answer.body.error]).toEqual([401, 'invalid_token']);
    }
  });

  it('B9: RFC 8705 §3.2: introspection names the certificate', async () => {
    const client = await mtls();
    const { access_token } = await service.tokens(client, person, {}, { certificate: mine });
    const { body } = await service.call('POST', '/oauth/introspect', {
      form: { client_id: 'mtls', client_secret: SECRET, token: access_token },
    });
    expect(body.cnf).toEqual({ 'x5t#S256': mine.thumbprint });
  });

  it('B9: RFC 8705 §3.4: a client registered for it is refused without certificate, and with a DPoP proof beside', async () => {
    const client = await mtls();
    const { code } = await service.begin(client, person);
    expect((await service.token(client, exchange(code))).body.error).toBe('invalid_request');
    const both = { ...(await atToken()), certificate: mine };
    expect((await service.token(client, exchange(code), both)).body.error).toBe('invalid_request');
  });

  it('B9: RFC 8705 §2.1: tls_client_auth: the registered subject, and no other', async () => {
    const client = await mtls({
      client_id: 'mtls-auth',
      token_endpoint_auth_method: 'tls_client_auth',
      tls_client_auth_subject_dn: 'CN=mine',
    });
    const { code } = await service.begin(client, person);
    const wrong = await service.token(client, exchange(code), {
      certificate: authority.issue('other'),
    });
    expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client']);
    expect((await service.token(client, exchange(code), { certificate: mine })).status).toBe(200);
  });

  it('B9: RFC 9449 §4.3 #9: at the host for mutual TLS htu names that host', async () => {
    const { code } = await service.begin(client, person);
    const here = { ...(await atToken()), certificate: mine };
    expect((await service.token(client, exchange(code), here)).body.error).toBe('invalid_dpop_proof');
    const there = await proofAt('/oauth/token', {}, key, 'POST', MTLS_ORIGIN);
    expect((await service.token(client, exchange(code), { ...there, certificate: mine })).status).toBe(200);
  });
});
