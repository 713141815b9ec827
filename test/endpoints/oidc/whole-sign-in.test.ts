import { type CryptoKey, exportJWK, generateKeyPair } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignInView } from '../../../lambdas/contracts/sign-in.ts';
import type { TestBrowser } from '../../support/http.ts';
import { type PersonWithPhone, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let key: CryptoKey;

beforeAll(async () => {
  service = await startSignInService();
  const pair = await generateKeyPair('ES256', { extractable: true });
  key = pair.privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'rp-key', alg: 'ES256' };
  await service.register({
    client_id: 'rp-jwt',
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [jwk] },
  });
  await service.register({
    client_id: 'rp-rs256',
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [jwk] },
    id_token_signed_response_alg: 'RS256',
  });
});
afterAll(() => service.stop());

const discover = (clientId: string): Promise<client.Configuration> =>
  client.discovery(new URL(service.issuer), clientId, {}, client.PrivateKeyJwt({ key, kid: 'rp-key' }), {
    execute: [client.allowInsecureRequests],
  });

/** The relying party's side up to its callback, the person's on both screens. */
async function signIn(
  config: client.Configuration,
  person: PersonWithPhone,
  parameters: Record<string, string> = {},
): Promise<{ callback: URL; checks: client.AuthorizationCodeGrantChecks; views: SignInView[] }> {
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: 'https://rp.example/callback',
    scope: 'openid identite_pivot email',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...parameters,
  });
  const browser = service.browser();
  const page = await openPage(browser, url.href);
  const views: SignInView[] = [await show(browser, page)];
  const asked = await browser.call<SignInView>('POST', `${page}/phone`, {
    phone: person.identity.phone_number,
  });
  views.push(asked.body);
  const [approval] = await person.phone.approvals();
  if (approval === undefined) throw new Error('The phone was not asked.');
  expect(approval.bindingNumber).toBe(asked.body.bindingNumber);
  await person.phone.decide(approval, 'approve', person.pin);
  views.push(await show(browser, page));
  const done = await browser.call<SignInView>('POST', `${page}/consent`, { decision: 'allow' });
  views.push(done.body);
  return {
    callback: new URL(done.body.redirectTo ?? ''),
    checks: { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
    views,
  };
}

async function openPage(browser: TestBrowser, url: string): Promise<string> {
  const { status, location } = await browser.visit(url);
  expect(status).toBe(303);
  return `/api${new URL(location ?? '').pathname}`;
}

const show = async (browser: TestBrowser, page: string): Promise<SignInView> =>
  (await browser.call<SignInView>('GET', page)).body;

describe('a whole sign-in, with openid-client as the relying party', () => {
  it('B1 B3 B5 B6: phone number, approval with binding number, consent, code, ID token, userinfo', async () => {
    const config = await discover('rp-jwt');
    const person = await service.personWithPhone();
    const { callback, checks, views } = await signIn(config, person);
    expect(views.map(({ state }) => state)).toEqual(['phone', 'waiting', 'consent', 'finished']);
    expect(views[2]?.claims).toEqual([
      'given_name',
      'family_name',
      'birthdate',
      'gender',
      'birthplace',
      'birthcountry',
      'email',
      'email_verified',
    ]);
    const tokens = await client.authorizationCodeGrant(config, callback, checks);
    const claims = tokens.claims();
    expect(claims).toMatchObject({ acr: 'eidas2', amr: ['pop', 'pin', 'mfa'], aud: 'rp-jwt' });
    expect(claims?.sub).toMatch(/^[0-9a-f]{64}v1$/);
    expect(claims?.auth_time).toBeGreaterThan(Date.now() / 1000 - 60);
    const userinfo = await client.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');
    expect(userinfo).toEqual({
      sub: claims?.sub,
      given_name: 'Maëlys Gaëlle Marie',
      family_name: 'MARTIN',
      birthdate: '1990-07-13',
      gender: 'female',
      birthplace: '75112',
      birthcountry: '99100',
      email: 'maelys@example.org',
      email_verified: true,
    });
  });

  it('B7: an RS256 client gets an RS256 ID token that openid-client accepts', async () => {
    const config = await discover('rp-rs256');
    const { callback, checks } = await signIn(config, await service.personWithPhone());
    const tokens = await client.authorizationCodeGrant(config, callback, checks);
    const header = JSON.parse(Buffer.from(tokens.id_token?.split('.')[0] ?? '', 'base64url').toString());
    expect(header).toMatchObject({ alg: 'RS256', typ: 'JWT' });
  });

  it('B8: the subject is pairwise by sector and the same at every sign-in', async () => {
    const config = await discover('rp-jwt');
    const person = await service.personWithPhone();
    const subjects = [];
    for (const at of [1, 2]) {
      const { callback, checks } = await signIn(config, person, { login_hint: `+3361234${at}000` });
      subjects.push((await client.authorizationCodeGrant(config, callback, checks)).claims()?.sub);
    }
    expect(subjects[0]).toBe(subjects[1]);
    const other = await service.personWithPhone();
    const { callback, checks } = await signIn(config, other);
    expect((await client.authorizationCodeGrant(config, callback, checks)).claims()?.sub).not.toBe(
      subjects[0],
    );
  });

  it('B6: claims.id_token puts identity claims into the ID token', async () => {
    const config = await discover('rp-jwt');
    const claims = JSON.stringify({ id_token: { birthdate: { essential: true }, unknown_claim: null } });
    const { callback, checks } = await signIn(config, await service.personWithPhone(), { claims });
    const tokens = await client.authorizationCodeGrant(config, callback, checks);
    expect(tokens.claims()).toMatchObject({ birthdate: '1990-07-13' });
    expect(tokens.claims()).not.toHaveProperty('unknown_claim');
  });
});
