import { compactDecrypt, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose';
import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Desk,
  deskOf,
  type PartyKey,
  refusalOf,
  registeredByKey,
  signInWith,
} from '../../support/oidc-library.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let desk: Desk;
let config: client.Configuration;
let api: client.Configuration;
let apiKey: PartyKey;

const OFFLINE = { scope: 'openid profile offline_access', prompt: 'consent' };

beforeAll(async () => {
  service = await startSignInService();
  desk = deskOf(service, await service.personWithPhone());
  ({ config } = await registeredByKey(service, {
    client_id: 'rp',
    scope: 'openid profile offline_access',
    grant_types: ['authorization_code', 'refresh_token'],
  }));
  ({ config: api, key: apiKey } = await registeredByKey(service, {
    client_id: 'api',
    resource_server: true,
  }));
});
afterAll(() => service.stop());

describe('introspection (RFC 7662) with openid-client', () => {
  it('B1: RFC 7662 §2.2: the client and resource servers learn what a token is worth', async () => {
    const tokens = await signInWith(config, desk);
    const own = await client.tokenIntrospection(config, tokens.access_token);
    expect(own).toMatchObject({
      active: true,
      client_id: 'rp',
      iss: service.issuer,
      scope: 'openid profile',
      sub: tokens.claims()?.sub,
    });
    expect(own.exp).toBeGreaterThan(Date.now() / 1000);
    expect(await client.tokenIntrospection(api, tokens.access_token)).toMatchObject({
      active: true,
      client_id: 'rp',
    });
  });

  it('B1: RFC 7662 §2.2, §4: others, and of no good token anyone, learn nothing but that', async () => {
    const stranger = await registeredByKey(service, { client_id: 'stranger' });
    const { access_token } = await signInWith(config, desk);
    for (const [asker, token] of [
      [stranger.config, access_token],
      [config, 'no token'],
      [api, ''.padEnd(60, 'x')],
    ] as const) {
      expect(await client.tokenIntrospection(asker, token)).toEqual({ active: false });
    }
  });

  it('B1: RFC 7662 §2.1: who does not authenticate is refused', async () => {
    const nobody = await client.discovery(new URL(service.issuer), 'rp', {}, client.None(), {
      execute: [client.allowInsecureRequests],
    });
    await expect(client.tokenIntrospection(nobody, 'x')).rejects.toMatchObject({ status: 401 });
  });

  it('B9: RFC 9701 §5: the answer as a signed JWT, which oauth4webapi verifies', async () => {
    const { access_token } = await signInWith(config, desk);
    const as = api.serverMetadata() as oauth.AuthorizationServer;
    const asker = { client_id: 'api', introspection_signed_response_alg: 'ES256' };
    const authentication = oauth.PrivateKeyJwt({ key: apiKey.key, kid: apiKey.kid });
    const response = await oauth.introspectionRequest(as, asker, authentication, access_token, {
      requestJwtResponse: true,
      [oauth.allowInsecureRequests]: true,
    });
    expect(response.headers.get('content-type')).toMatch('application/token-introspection+jwt');
    expect(decodeProtectedHeader(await response.clone().text())).toMatchObject({
      typ: 'token-introspection+jwt',
      alg: 'ES256',
    });
    const introspection = await oauth.processIntrospectionResponse(as, asker, response);
    await oauth.validateApplicationLevelSignature(as, response, { [oauth.allowInsecureRequests]: true });
    expect(introspection).toMatchObject({ active: true, client_id: 'rp' });
  });

  it('B9: RFC 9701 §6: the answer signed and then encrypted, which oauth4webapi opens', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ECDH-ES');
    const registered = {
      client_id: 'sealed-api',
      introspection_signed_response_alg: 'ES256',
      introspection_encrypted_response_alg: 'ECDH-ES',
      introspection_encrypted_response_enc: 'A256GCM',
    } as const;
    const { key } = await registeredByKey(service, {
      ...registered,
      resource_server: true,
      jwks: { keys: [{ ...(await exportJWK(publicKey)), use: 'enc', kid: 'for-me' }] },
    });
    const { access_token } = await signInWith(config, desk);
    const as = api.serverMetadata() as oauth.AuthorizationServer;
    const authentication = oauth.PrivateKeyJwt({ key: key.key, kid: key.kid });
    const response = await oauth.introspectionRequest(as, registered, authentication, access_token, {
      requestJwtResponse: true,
      [oauth.allowInsecureRequests]: true,
    });
    const header = decodeProtectedHeader(await response.clone().text());
    expect(header).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', cty: 'JWT', kid: 'for-me' });
    const introspection = await oauth.processIntrospectionResponse(as, registered, response, {
      [oauth.jweDecrypt]: async (jwe) =>
        new TextDecoder().decode((await compactDecrypt(jwe, privateKey)).plaintext),
    });
    expect(introspection).toMatchObject({ active: true, client_id: 'rp' });
  });
});

describe('revocation (RFC 7009) with openid-client', () => {
  it('B1: RFC 7009 §2.1: revoking a refresh token ends the access tokens of its grant', async () => {
    const tokens = await signInWith(config, desk, OFFLINE);
    await client.tokenRevocation(config, tokens.refresh_token ?? '');
    expect(await client.tokenIntrospection(config, tokens.access_token)).toEqual({ active: false });
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('B1: RFC 7009 §2: a revoked access token opens nothing any more', async () => {
    const tokens = await signInWith(config, desk);
    await client.tokenRevocation(config, tokens.access_token, { token_type_hint: 'refresh_token' });
    const spent = client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
    expect(await refusalOf(spent)).toBe('invalid_token');
  });

  it('B1: RFC 7009 §2.2: an unknown token is revoked already; §2.1: another client’s stays', async () => {
    const stranger = await registeredByKey(service, { client_id: 'thief' });
    const { access_token } = await signInWith(config, desk);
    await client.tokenRevocation(config, 'no token');
    await client.tokenRevocation(stranger.config, access_token).catch(() => undefined);
    expect(await client.tokenIntrospection(config, access_token)).toMatchObject({ active: true });
  });
});
