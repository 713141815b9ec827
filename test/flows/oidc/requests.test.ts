import { decodeProtectedHeader } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Arrival,
  type Desk,
  deskOf,
  discover,
  type PartyKey,
  partyKey,
  preparedRequest,
} from '../../support/oidc-library.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let config: client.Configuration;
let desk: Desk;
let key: PartyKey;

beforeAll(async () => {
  service = await startSignInService();
  desk = deskOf(service, await service.personWithPhone());
  key = await partyKey('ES256');
  const registered = await service.register({
    client_id: 'rp',
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [key.jwk] },
  });
  config = await discover(service, registered, client.PrivateKeyJwt({ key: key.key, kid: key.kid }));
});
afterAll(() => service.stop());

type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>;
type Checks = client.AuthorizationCodeGrantChecks;

/** A sign-in with further parameters, and what openid-client is to check of them. */
async function signIn(
  parameters: Record<string, string>,
  checks: Checks = {},
  at: Desk = desk,
): Promise<{ tokens: Tokens; arrival: Arrival }> {
  const prepared = await preparedRequest(parameters);
  const arrival = await at.go(client.buildAuthorizationUrl(config, prepared.parameters));
  const tokens = await client.authorizationCodeGrant(config, arrival.request, {
    ...prepared.checks,
    ...checks,
  });
  return { tokens, arrival };
}

describe('parameters of the authorization request, with openid-client', () => {
  it('B6: OIDC Core §5.5: name as an essential claim of userinfo is there, and not in the ID token', async () => {
    const claims = JSON.stringify({ userinfo: { name: { essential: true } } });
    const { tokens } = await signIn({ scope: 'openid', claims });
    const sub = tokens.claims()?.sub ?? '';
    expect(tokens.claims()).not.toHaveProperty('name');
    expect(await client.fetchUserInfo(config, tokens.access_token, sub)).toEqual({
      sub,
      name: 'Maëlys Gaëlle Marie MARTIN',
    });
  });

  it('B6: OIDC Core §5.5: claims asks single claims into userinfo and into the ID token', async () => {
    const claims = JSON.stringify({
      userinfo: { email: null },
      id_token: { birthdate: { essential: true }, unknown_claim: null },
    });
    const { tokens } = await signIn({ scope: 'openid', claims });
    expect(tokens.claims()).toMatchObject({ birthdate: '1990-07-13' });
    expect(tokens.claims()).not.toHaveProperty('unknown_claim');
    const sub = tokens.claims()?.sub ?? '';
    expect(await client.fetchUserInfo(config, tokens.access_token, sub)).toEqual({
      sub,
      email: 'maelys@example.org',
    });
  });

  it('B6: OIDC Core §5.4: each scope brings its claims and no others', async () => {
    const expected: Record<string, string[]> = {
      openid: [],
      'openid profile': ['birthdate', 'family_name', 'gender', 'given_name'],
      'profile openid': ['birthdate', 'family_name', 'gender', 'given_name'],
      'openid email': ['email', 'email_verified'],
      'openid phone': ['phone_number', 'phone_number_verified'],
      'openid address': [],
      'openid birth': ['birthcountry', 'birthplace'],
    };
    for (const [scope, names] of Object.entries(expected)) {
      const { tokens } = await signIn({ scope });
      const { sub, ...rest } = await client.fetchUserInfo(
        config,
        tokens.access_token,
        tokens.claims()?.sub ?? '',
      );
      expect([scope, Object.keys(rest).sort()]).toEqual([scope, names]);
    }
  });

  it('B6: acr_values: the level really used is in the ID token', async () => {
    expect((await signIn({ acr_values: 'eidas2' })).tokens.claims()).toMatchObject({ acr: 'eidas2' });
  });

  it('B6: OIDC Core §5.5.1.1: an essential acr out of reach is refused', async () => {
    const claims = JSON.stringify({ id_token: { acr: { essential: true, values: ['eidas3'] } } });
    await expect(signIn({ claims })).rejects.toMatchObject({ error: 'unmet_authentication_requirements' });
  });

  it('B6: OIDC Core §3.1.2.1: max_age brings auth_time, which openid-client holds against it', async () => {
    const { tokens } = await signIn({ max_age: '10000' }, { maxAge: 10_000 });
    expect(tokens.claims()?.auth_time).toBeGreaterThan(Date.now() / 1000 - 60);
  });

  it('B6: OIDC Core §3.1.2.1: prompt=login asks the phone again', async () => {
    const { arrival } = await signIn({ prompt: 'login' });
    expect(arrival.steps).toContain('phone');
  });

  it('B6: OIDC Core §3.1.2.6: prompt=none without a session is login_required', async () => {
    const stranger = deskOf(service, desk.person);
    await expect(signIn({ prompt: 'none' }, {}, stranger)).rejects.toMatchObject({ error: 'login_required' });
  });

  it('B6: OIDC Core §3.1.2.1: prompt=none beside another value is invalid_request', async () => {
    await expect(signIn({ prompt: 'none login' })).rejects.toMatchObject({ error: 'invalid_request' });
  });

  it('B6: OIDC Core §3.1.2.1: id_token_hint of the same person goes through, of another is login_required', async () => {
    const { tokens } = await signIn({});
    const hint = { id_token_hint: tokens.id_token ?? '' };
    expect((await signIn(hint)).tokens.claims()?.sub).toBe(tokens.claims()?.sub);
    const other = deskOf(service, await service.personWithPhone());
    await expect(signIn(hint, {}, other)).rejects.toMatchObject({ error: 'login_required' });
  });

  it('B6: OIDC Core §3.1.2.1: what is not understood, display, claims_locales and hints hinder nothing', async () => {
    const further = {
      display: 'popup',
      ui_locales: 'fr-CA fr en',
      claims_locales: 'fr',
      login_hint: 'someone@example.org',
      extra: 'foobar',
    };
    expect((await signIn(further)).tokens.claims()?.sub).toBeDefined();
  });

  it('B2: OIDC Core §3.1.2.1: state and nonce are optional and come back unchanged, long ones too', async () => {
    const { parameters, checks } = await preparedRequest();
    const { state: _, nonce: __, ...without } = parameters;
    const arrival = await desk.go(client.buildAuthorizationUrl(config, without));
    expect(arrival.parameters.has('state')).toBe(false);
    const { pkceCodeVerifier } = checks;
    const tokens = await client.authorizationCodeGrant(config, arrival.request, { pkceCodeVerifier });
    expect(tokens.claims()).not.toHaveProperty('nonce');
    const long = { state: 's'.repeat(128), nonce: 'n'.repeat(128) };
    await signIn(long, { expectedState: long.state, expectedNonce: long.nonce });
  });

  it('B7: OIDC Core §10.1: the ID token names its key, which is in the JWKS', async () => {
    const { tokens } = await signIn({});
    const header = decodeProtectedHeader(tokens.id_token ?? '');
    expect(header).toMatchObject({ alg: 'ES256', kid: expect.any(String) });
    const response = await fetch(config.serverMetadata().jwks_uri ?? '');
    const jwks = (await response.json()) as { keys: { kid: string }[] };
    expect(jwks.keys.map(({ kid }) => kid)).toContain(header.kid);
    expect(jwks.keys.every((jwk) => !('d' in jwk) && !('p' in jwk))).toBe(true);
  });

  it('B1: RFC 6749 §3.1.1: without response_type the error goes to the callback, and no code', async () => {
    const { parameters } = await preparedRequest();
    const url = client.buildAuthorizationUrl(config, parameters);
    url.searchParams.delete('response_type');
    const arrival = await desk.go(url);
    expect(arrival.parameters.get('error')).toBe('invalid_request');
    expect(arrival.parameters.has('code')).toBe(false);
  });

  it('B6: OIDC Core §5.4: all scopes in one request', async () => {
    const { tokens } = await signIn({ scope: 'openid profile email phone address birth' });
    const userinfo = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
    expect(userinfo).toMatchObject({
      family_name: 'MARTIN',
      email: 'maelys@example.org',
      phone_number: desk.person.identity.phone_number,
      birthplace: '75112',
    });
  });

  it('B6: OIDC Core §3.1.2.2: a request without openid is invalid_scope', async () => {
    await expect(signIn({ scope: 'profile' })).rejects.toMatchObject({ error: 'invalid_scope' });
  });
});
