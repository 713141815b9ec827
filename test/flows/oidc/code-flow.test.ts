import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import {
  type Desk,
  deskOf,
  discover,
  type PartyKey,
  partyKey,
  preparedRequest,
  refusalOf,
  signInWith,
} from '../../support/oidc-library.ts';
import { SECRET } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let desk: Desk;
let key: PartyKey;

beforeAll(async () => {
  service = await startSignInService();
  desk = deskOf(service, await service.personWithPhone());
  key = await partyKey('ES256');
  const client_secret_hash = hashSecret(SECRET);
  await service.register({ client_id: 'post', client_secret_hash });
  await service.register({
    client_id: 'basic',
    client_secret_hash,
    token_endpoint_auth_method: 'client_secret_basic',
  });
  await service.register({ client_id: 'page', token_endpoint_auth_method: 'none' });
  await service.register({
    client_id: 'jwt',
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [key.jwk] },
  });
});
afterAll(() => service.stop());

const byKey = (): client.ClientAuth => client.PrivateKeyJwt({ key: key.key, kid: key.kid });
const byJwt = (): Promise<client.Configuration> => discover(service, { client_id: 'jwt' }, byKey());

/** A fresh callback of the person at the desk, and what openid-client needs to redeem it. */
async function callback(config: client.Configuration, parameters: Record<string, string> = {}) {
  const prepared = await preparedRequest(parameters);
  const arrival = await desk.go(client.buildAuthorizationUrl(config, prepared.parameters));
  return { ...prepared, ...arrival };
}

describe('code flow with openid-client', () => {
  it('B2: RFC 6749 §2.3.1: client_secret_post', async () => {
    const config = await discover(service, { client_id: 'post' }, client.ClientSecretPost(SECRET));
    expect((await signInWith(config, desk)).claims()).toMatchObject({ aud: 'post', iss: service.issuer });
  });

  it('B2: RFC 6749 §2.3.1: client_secret_basic', async () => {
    const config = await discover(service, { client_id: 'basic' }, client.ClientSecretBasic(SECRET));
    expect((await signInWith(config, desk)).claims()).toMatchObject({ aud: 'basic' });
  });

  it('B2: RFC 6749 §2.1: a public client, by PKCE alone', async () => {
    const config = await discover(service, { client_id: 'page' }, client.None());
    expect((await signInWith(config, desk)).claims()).toMatchObject({ aud: 'page' });
  });

  it.each(['ES256', 'PS256', 'RS256', 'Ed25519'])('B2: RFC 7523: private_key_jwt by %s', async (alg) => {
    const { key, kid, jwk } = await partyKey(alg);
    const registered = await service.register({
      client_id: `jwt-${alg}`,
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: alg,
      jwks: { keys: [jwk] },
    });
    const config = await discover(service, registered, client.PrivateKeyJwt({ key, kid }));
    expect((await signInWith(config, desk)).claims()).toMatchObject({ aud: registered.client_id });
  });

  it('B1: OIDC Core §3.1.2.1: the authorization request as a posted form', async () => {
    const config = await byJwt();
    const { parameters, checks } = await preparedRequest();
    const { request } = await desk.post(client.buildAuthorizationUrl(config, parameters));
    const tokens = await client.authorizationCodeGrant(config, request, checks);
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 300, scope: 'openid profile' });
  });

  it('B1: RFC 9207 §2: the answer names the issuer, errors too', async () => {
    const config = await byJwt();
    expect((await callback(config)).parameters.get('iss')).toBe(service.issuer);
    const { request, checks } = await callback(config, { response_type: 'token' });
    await expect(client.authorizationCodeGrant(config, request, checks)).rejects.toMatchObject({
      error: 'unsupported_response_type',
    });
  });

  it('B1: userinfo by GET and by POST, as openid-client and RFC 6750 §2.2 send it', async () => {
    const config = await byJwt();
    const tokens = await signInWith(config, desk, { scope: 'openid profile email' });
    const sub = tokens.claims()?.sub ?? '';
    const got = await client.fetchUserInfo(config, tokens.access_token, sub);
    expect(got).toMatchObject({ sub, family_name: 'MARTIN', email: 'maelys@example.org' });
    const endpoint = config.serverMetadata().userinfo_endpoint ?? '';
    const posted = await fetch(endpoint, {
      method: 'POST',
      body: new URLSearchParams({ access_token: tokens.access_token }),
    });
    expect(await posted.json()).toEqual(got);
    const header = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(await header.json()).toEqual(got);
  });
});

describe('what openid-client reports of a refusal', () => {
  it('B1: RFC 6749 §4.1.2.1: access_denied when the person refuses', async () => {
    const config = await byJwt();
    const { parameters, checks } = await preparedRequest();
    const { request } = await desk.go(client.buildAuthorizationUrl(config, parameters), 'deny');
    await expect(client.authorizationCodeGrant(config, request, checks)).rejects.toMatchObject({
      error: 'access_denied',
    });
  });

  it('B2: RFC 6749 §4.1.2: a code shown twice is invalid_grant, and ends the tokens of its first use', async () => {
    const config = await byJwt();
    const { request, checks } = await callback(config);
    const again = request.clone();
    const tokens = await client.authorizationCodeGrant(config, request, checks);
    await expect(client.authorizationCodeGrant(config, again, checks)).rejects.toMatchObject({
      error: 'invalid_grant',
      status: 400,
    });
    const spent = client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
    expect(await refusalOf(spent)).toBe('invalid_token');
  });

  it('B2: RFC 7636 §4.6: a wrong code_verifier is invalid_grant, none is refused too', async () => {
    const config = await byJwt();
    const { request, checks } = await callback(config);
    await expect(
      client.authorizationCodeGrant(config, request, {
        ...checks,
        pkceCodeVerifier: client.randomPKCECodeVerifier(),
      }),
    ).rejects.toMatchObject({ error: 'invalid_grant' });
    const without = await callback(config);
    const { pkceCodeVerifier: _, ...unverified } = without.checks;
    const redeemed = client.authorizationCodeGrant(config, without.request, unverified);
    expect(await refusalOf(redeemed)).toBe('invalid_grant');
  });

  it('B2: RFC 7636 §4.4.1: without code_challenge, or with plain, invalid_request', async () => {
    const config = await byJwt();
    const { parameters, checks } = await preparedRequest();
    const { code_challenge: _, ...without } = parameters;
    for (const bad of [without, { ...parameters, code_challenge_method: 'plain' }]) {
      const { request } = await desk.go(client.buildAuthorizationUrl(config, bad));
      await expect(client.authorizationCodeGrant(config, request, checks)).rejects.toMatchObject({
        error: 'invalid_request',
      });
    }
  });

  it('B2: RFC 6749 §4.1.3: the code of another client is invalid_grant', async () => {
    const { url, checks } = await callback(await byJwt());
    const other = await discover(service, { client_id: 'post' }, client.ClientSecretPost(SECRET));
    await expect(client.authorizationCodeGrant(other, url, checks)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('B2: RFC 6749 §5.2: wrong secret, key or method is invalid_client with 401, and the challenge says why', async () => {
    const stranger = await partyKey('ES256');
    const wrong: [string, client.ClientAuth, RegExp][] = [
      ['basic', client.ClientSecretBasic('not the secret'), /authentication failed/],
      ['jwt', client.PrivateKeyJwt({ key: stranger.key, kid: 'rp-key' }), /client_assertion/],
      ['jwt', client.ClientSecretPost(SECRET), /./],
      ['jwt', client.None(), /./],
    ];
    for (const [client_id, authentication, reason] of wrong) {
      const config = await discover(service, { client_id }, authentication);
      const { request, checks } = await callback(config);
      await expect(client.authorizationCodeGrant(config, request, checks)).rejects.toMatchObject({
        status: 401,
        cause: [
          {
            scheme: 'basic',
            parameters: { error: 'invalid_client', error_description: expect.stringMatching(reason) },
          },
        ],
      });
    }
  });

  it('B2: RFC 6749 §4.1.2.1: an unregistered redirect_uri is never redirected to', async () => {
    const { parameters } = await preparedRequest({ redirect_uri: 'https://rp.example/callback/' });
    const url = client.buildAuthorizationUrl(await byJwt(), parameters);
    await expect(desk.go(url)).rejects.toThrow(/answered 400 with a page/);
  });

  it('B1: RFC 6749 §5.2: grants that are not served are unsupported_grant_type', async () => {
    const config = await byJwt();
    await expect(
      client.genericGrantRequest(config, 'password', { username: 'a', password: 'b' }),
    ).rejects.toMatchObject({ error: 'unsupported_grant_type' });
  });
});

describe('keys of a client at an address', () => {
  it('B2: RFC 7523, OIDC Core §10.1.1: keys by jwks_uri; a new key is good without a word, a minute after the last look', async () => {
    const [old, fresh] = await Promise.all([partyKey('ES256', 'old'), partyKey('ES256', 'fresh')]);
    let keys = [old.jwk];
    const site = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const registered = await service.register({
      client_id: 'by-address',
      token_endpoint_auth_method: 'private_key_jwt',
      jwks_uri: `http://127.0.0.1:${(site.address() as AddressInfo).port}/jwks`,
    });
    for (const { key, kid, jwk } of [old, fresh]) {
      keys = [jwk];
      const config = await discover(service, registered, client.PrivateKeyJwt({ key, kid }));
      expect((await signInWith(config, desk)).claims()).toMatchObject({ aud: 'by-address' });
      service.advance(61); // unknown keys are looked up once a minute
    }
    site.close();
  });
});
