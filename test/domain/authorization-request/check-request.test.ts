import { generateKeyPairSync } from 'node:crypto';
import { type JWK, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { checkRequest } from '../../../lambdas/domain/authorization-request/check-request.ts';
import { parametersOf } from '../../../lambdas/domain/authorization-request/parameters.ts';
import { RefusedRequest } from '../../../lambdas/domain/authorization-request/refused-request.ts';
import { UntrustedRequest } from '../../../lambdas/domain/authorization-request/untrusted-request.ts';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { rememberedClientKeys } from '../../../lambdas/domain/client-keys/remembered-client-keys.ts';
import { OAuthError } from '../../../lambdas/domain/oauth-error/oauth-error.ts';

const ISSUER = 'https://id.guichet.test';
const CALLBACK = 'https://rp.example/callback';
const NOW = new Date('2026-11-22T06:00:00Z');
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const provider = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const providerJwk: JWK = { ...(provider.publicKey.export({ format: 'jwk' }) as JWK), kid: 'p', alg: 'ES256' };

const CLIENT: Client = {
  client_id: 'rp',
  client_name: 'RP',
  redirect_uris: [CALLBACK],
  token_endpoint_auth_method: 'private_key_jwt',
  jwks: { keys: [ec.publicKey.export({ format: 'jwk' }) as JWK] },
  id_token_signed_response_alg: 'ES256',
  scope: 'openid profile offline_access',
  profile: 'standard',
  status: 'active',
};
const STAYING: Client = { ...CLIENT, grant_types: ['authorization_code', 'refresh_token'] };

type Changes = Readonly<Record<string, string | undefined>>;

const GOOD = {
  client_id: 'rp',
  redirect_uri: CALLBACK,
  response_type: 'code',
  scope: 'openid profile',
  code_challenge: 'c'.repeat(43),
  code_challenge_method: 'S256',
};

async function check(
  changes: Changes = {},
  client: Client = CLIENT,
  more: { pushed?: boolean; provenJkt?: string } = {},
) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...GOOD, ...changes }))
    if (value !== undefined) query.set(name, value);
  return await checkRequest(parametersOf(query), client, {
    issuer: ISSUER,
    defaultAcr: 'eidas1',
    now: NOW,
    pushed: false,
    publicKeys: async () => [providerJwk],
    clientKeys: rememberedClientKeys({
      door: { call: () => Promise.reject(new Error('called')) },
      now: () => 0,
    }),
    ...more,
  });
}

/** The registered error a request is sent back with, and where to. */
async function refusal(...asked: Parameters<typeof check>) {
  const error = await check(...asked).then(
    () => new Error('it was accepted'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RefusedRequest && error.cause instanceof OAuthError)) throw error;
  return { error: error.cause.code, target: error.target };
}

describe('prompt and max_age (OIDC Core §3.1.2.1)', () => {
  it.each([
    [undefined, {}],
    ['none', { silent: true }],
    ['login', { askLogin: true }],
    ['select_account', { askLogin: true }],
    ['consent', { askConsent: true }],
    ['create', { invitesToEnrol: true }],
    ['login consent', { askLogin: true, askConsent: true }],
  ])('B6: prompt=%s', async (prompt, expected) => {
    const nothing = { silent: false, askLogin: false, askConsent: false, invitesToEnrol: false };
    expect((await check({ prompt })).authorization).toMatchObject({ ...nothing, ...expected });
  });

  it('B6: max_age counts before default_max_age, which counts where none is asked', async () => {
    const client: Client = { ...CLIENT, default_max_age: 600 };
    expect((await check({ max_age: '0' }, client)).authorization.maxAge).toBe(0);
    expect((await check({}, client)).authorization.maxAge).toBe(600);
    expect((await check()).authorization).not.toHaveProperty('maxAge');
  });
});

describe('offline_access (OIDC Core §11)', () => {
  const asked = { scope: 'openid offline_access', prompt: 'consent' };

  it('B9: is given with prompt=consent to a client of refresh tokens', async () => {
    const { authorization } = await check(asked, STAYING);
    expect([authorization.offline, authorization.scopes]).toEqual([true, ['openid', 'offline_access']]);
  });

  it('B9: is given to an app on a device without', async () => {
    const app: Client = { ...STAYING, application_type: 'native' };
    expect((await check({ scope: 'openid offline_access' }, app)).authorization.offline).toBe(true);
  });

  it.each<[string, Changes, Client]>([
    ['without prompt=consent', { ...asked, prompt: undefined }, STAYING],
    ['of a client without refresh_token', asked, CLIENT],
    ['of a client without the scope', asked, { ...STAYING, scope: 'openid' }],
    ['that was not asked', { prompt: 'consent' }, STAYING],
  ])('B9: is ignored %s', async (_name, changes, client) => {
    const { authorization } = await check(changes, client);
    expect(authorization.offline).toBe(false);
    expect(authorization.scopes).not.toContain('offline_access');
  });
});

describe('whom the client expects', () => {
  const hint = (claims: Record<string, unknown> = {}, key = provider.privateKey) =>
    new SignJWT({ iss: ISSUER, aud: 'rp', sub: 'person', exp: 1, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'p' })
      .sign(key);

  it('B6: OIDC Core §3.1.2.1: the person of id_token_hint, an expired one too', async () => {
    expect((await check({ id_token_hint: await hint() })).authorization.expectedSubject).toBe('person');
  });

  it('B6: OIDC Core §5.5.1: or of claims, and both must be one', async () => {
    const claims = JSON.stringify({ id_token: { sub: { value: 'person' } } });
    expect((await check({ claims })).authorization.expectedSubject).toBe('person');
    expect((await check({ claims, id_token_hint: await hint() })).authorization.expectedSubject).toBe(
      'person',
    );
    expect((await refusal({ claims, id_token_hint: await hint({ sub: 'else' }) })).error).toBe(
      'invalid_request',
    );
  });

  it('B6: a hint of another client, another provider or another key is invalid_request', async () => {
    const wrong = [hint({ aud: 'x' }), hint({ iss: 'https://x' }), hint({}, ec.privateKey)];
    for (const id_token_hint of await Promise.all(wrong)) {
      expect((await refusal({ id_token_hint })).error).toBe('invalid_request');
    }
  });

  it('B6: login_hint stays beside the request; ui_locales decides the language', async () => {
    const checked = await check({ login_hint: 'tel:+33 6 12 34 56 78', ui_locales: 'fr-CA en' });
    expect(checked.phoneHint).toBe('+33612345678');
    expect(checked.authorization.language).toBe('fr');
    expect(JSON.stringify(checked.authorization)).not.toContain('12345678');
  });
});

describe('a request object by value (RFC 9101)', () => {
  const object = (claims: Changes = {}, key = ec.privateKey) =>
    new SignJWT({ ...GOOD, iss: 'rp', aud: ISSUER, ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt' })
      .sign(key);

  it('B9: RFC 9101 §6.3: only what is inside counts', async () => {
    const request = await object({ scope: 'openid', state: 'inside' });
    const { authorization } = await check({
      request,
      scope: 'openid profile',
      state: 'outside',
      nonce: 'outside',
    });
    expect(authorization).toMatchObject({ scopes: ['openid'], state: 'inside' });
    expect(authorization).not.toHaveProperty('nonce');
  });

  it('B9: RFC 9101 §6.3: nothing is made up for what is missing inside', async () => {
    const request = await object({ redirect_uri: undefined });
    await expect(check({ request })).rejects.toThrow(UntrustedRequest);
    expect((await refusal({ request: await object({ code_challenge: undefined }) })).error).toBe(
      'invalid_request',
    );
  });

  it('B9: RFC 9101 §6.2: a wrong signature is told to the registered address of the request', async () => {
    const request = await object({ state: 'inside' }, provider.privateKey);
    const { error, target } = await refusal({ request, redirect_uri: undefined });
    expect(error).toBe('invalid_request_object');
    expect(target).toMatchObject({ redirectUri: CALLBACK, state: 'inside' });
  });

  it('B9: RFC 9101 §6.2: and never to an address that is not registered', async () => {
    const request = await object({ redirect_uri: 'https://evil.example' }, provider.privateKey);
    await expect(check({ request })).rejects.toThrow(UntrustedRequest);
  });

  it('B9: RFC 9101 §10.5: a client that must sign is refused without', async () => {
    const strict: Client = { ...CLIENT, require_signed_request_object: true };
    expect((await refusal({}, strict)).error).toBe('invalid_request');
    await check({ request: await object() }, strict);
  });
});

describe('profiles', () => {
  const fapi: Client = { ...CLIENT, profile: 'fapi2' };
  const signing: Client = { ...CLIENT, profile: 'fapi2-message-signing' };

  it('B9: FAPI 2.0 Security Profile §5.3.2.2: not without PAR', async () => {
    expect((await refusal({}, fapi)).error).toBe('invalid_request');
    await check({}, fapi, { pushed: true });
  });

  it('B9: FAPI 2.0 Message Signing §5.4.1: errors go back signed too', async () => {
    const { error, target } = await refusal({ response_mode: 'query' }, signing, { pushed: true });
    expect([error, target.responseMode]).toEqual(['invalid_request', 'jwt']);
  });

  it('B9: RFC 9449 §10.1: dpop_jkt and the proven key', async () => {
    const jkt = 'j'.repeat(43);
    expect((await check({ dpop_jkt: jkt })).authorization.dpopJkt).toBe(jkt);
    expect((await check({}, CLIENT, { provenJkt: jkt })).authorization.dpopJkt).toBe(jkt);
    expect((await refusal({ dpop_jkt: jkt }, CLIENT, { provenJkt: 'k'.repeat(43) })).error).toBe(
      'invalid_request',
    );
  });

  it('B2: RFC 6749 §4.1.2.1: a client of other grants cannot begin', async () => {
    expect((await refusal({}, { ...CLIENT, grant_types: ['client_credentials'] })).error).toBe(
      'unauthorized_client',
    );
  });
});

describe('addresses of apps (RFC 8252)', () => {
  const app: Client = {
    ...CLIENT,
    application_type: 'native',
    redirect_uris: ['http://127.0.0.1/cb', 'http://[::1]:80/cb', 'com.example.app:/cb'],
  };

  it('B2: §7.3: the port of a loopback address may be any', async () => {
    for (const redirect_uri of [
      'http://127.0.0.1/cb',
      'http://127.0.0.1:51004/cb',
      'http://[::1]:9/cb',
      'com.example.app:/cb',
    ]) {
      expect((await check({ redirect_uri }, app)).authorization.redirectUri).toBe(redirect_uri);
    }
  });

  it('B2: §7.3: nothing else may differ, and only for apps', async () => {
    const wrong = [
      'http://127.0.0.1:51004/cb2',
      'http://127.0.0.1:51004/cb?x=1',
      'https://127.0.0.1:51004/cb',
      'http://127.0.0.1.evil.example/cb',
      'http://127.0.0.1:1@evil.example/cb',
      'http://localhost:51004/cb',
      'com.example.app:/cb2',
    ];
    for (const redirect_uri of wrong)
      await expect(check({ redirect_uri }, app)).rejects.toThrow(UntrustedRequest);
    const web: Client = { ...app, application_type: 'web' };
    await expect(check({ redirect_uri: 'http://127.0.0.1:51004/cb' }, web)).rejects.toThrow(UntrustedRequest);
  });

  it('B1: Form Post Response Mode §2: no form is posted to a scheme of its own', async () => {
    const asked = { redirect_uri: 'com.example.app:/cb', response_mode: 'form_post' };
    const { error, target } = await refusal(asked, app);
    expect([error, target.responseMode]).toEqual(['invalid_request', 'query']);
  });
});
