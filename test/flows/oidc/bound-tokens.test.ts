import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Desk,
  deskOf,
  preparedRequest,
  registeredByKey,
  signInWith,
} from '../../support/oidc-library.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let desk: Desk;
let config: client.Configuration;

beforeAll(async () => {
  service = await startSignInService();
  desk = deskOf(service, await service.personWithPhone());
  ({ config } = await registeredByKey(service, {
    client_id: 'rp',
    scope: 'openid profile offline_access',
    grant_types: ['authorization_code', 'refresh_token'],
  }));
});
afterAll(() => service.stop());

/** A fresh key of the client; the handle keeps the provider's nonce. */
const proofs = async (at = config): Promise<client.DPoPHandle> =>
  client.getDPoPHandle(at, await client.randomDPoPKeyPair('ES256'));

const userinfo = (at: client.Configuration, token: string, sub: string, DPoP?: client.DPoPHandle) =>
  client.fetchUserInfo(at, token, sub, DPoP && { DPoP });

describe('tokens bound to a key (RFC 9449) with openid-client', () => {
  it('B9: the access token is bound, and good with its proof', async () => {
    const DPoP = await proofs();
    const tokens = await signInWith(config, desk, {}, { DPoP });
    expect(tokens.token_type).toBe('dpop');
    const sub = tokens.claims()?.sub ?? '';
    expect(await userinfo(config, tokens.access_token, sub, DPoP)).toMatchObject({ family_name: 'MARTIN' });
  });

  it('B9: RFC 9449 §7.1: without a proof, by another key, or as a Bearer token it is refused', async () => {
    const tokens = await signInWith(config, desk, {}, { DPoP: await proofs() });
    const sub = tokens.claims()?.sub ?? '';
    await expect(userinfo(config, tokens.access_token, sub, await proofs())).rejects.toMatchObject({
      status: 401,
      cause: [{ scheme: 'dpop', parameters: { error: 'invalid_token' } }],
    });
    const asBearer = await userinfo(config, tokens.access_token, sub).catch((error) => error);
    expect(asBearer.status).toBe(401);
    expect(asBearer.cause.map(({ parameters }: { parameters: object }) => parameters)).toContainEqual(
      expect.objectContaining({ error: 'invalid_token' }),
    );
  });

  it('B9: RFC 9449 §8, §9: a client that must prove keys is sent a nonce, which openid-client answers', async () => {
    const strict = await registeredByKey(service, {
      client_id: 'strict',
      profile: 'fapi2',
      dpop_bound_access_tokens: true,
    });
    const as = config.serverMetadata() as oauth.AuthorizationServer;
    const keys = await oauth.generateKeyPair('ES256');
    const DPoP = oauth.DPoP({}, keys);
    const authentication = oauth.PrivateKeyJwt({ key: strict.key.key, kid: strict.key.kid });
    const ask = (): Promise<Response> =>
      oauth.genericTokenEndpointRequest(
        as,
        { client_id: 'strict' },
        authentication,
        'authorization_code',
        { code: 'x', redirect_uri: 'https://rp.example/callback', code_verifier: 'v'.repeat(43) },
        { DPoP, [oauth.allowInsecureRequests]: true },
      );
    const process = async (response: Response): Promise<unknown> =>
      oauth
        .processGenericTokenEndpointResponse(as, { client_id: 'strict' }, response)
        .catch((error) => error);
    const first = await process(await ask());
    expect(oauth.isDPoPNonceError(first)).toBe(true);
    expect(await process(await ask())).toMatchObject({ error: 'invalid_grant' });
  });

  it('B9: RFC 9449 §10: a code bound by dpop_jkt is redeemed by that key only', async () => {
    const pair = await client.randomDPoPKeyPair('ES256');
    const DPoP = client.getDPoPHandle(config, pair);
    const { parameters, checks } = await preparedRequest({ dpop_jkt: await DPoP.calculateThumbprint() });
    const wrong = await desk.go(client.buildAuthorizationUrl(config, parameters));
    await expect(
      client.authorizationCodeGrant(config, wrong.request, checks, undefined, { DPoP: await proofs() }),
    ).rejects.toMatchObject({ error: 'invalid_grant' });
    const unbound = await desk.go(client.buildAuthorizationUrl(config, parameters));
    await expect(client.authorizationCodeGrant(config, unbound.request, checks)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    const right = await desk.go(client.buildAuthorizationUrl(config, parameters));
    const tokens = await client.authorizationCodeGrant(config, right.request, checks, undefined, { DPoP });
    expect(tokens.token_type).toBe('dpop');
  });

  it('B9: RFC 9449 §5: dpop_bound_access_tokens: no proof, no token', async () => {
    const bound = await registeredByKey(service, { client_id: 'bound', dpop_bound_access_tokens: true });
    await expect(signInWith(bound.config, desk)).rejects.toMatchObject({ error: 'invalid_request' });
    const DPoP = await proofs(bound.config);
    expect((await signInWith(bound.config, desk, {}, { DPoP })).token_type).toBe('dpop');
  });

  it('B9: RFC 9449 §5: a refreshed token is bound too, for a public client by the same key only', async () => {
    const registered = {
      client_id: 'page',
      token_endpoint_auth_method: 'none',
      scope: 'openid profile offline_access',
      grant_types: ['authorization_code', 'refresh_token'],
    } as const;
    await service.register(registered);
    const page = await client.discovery(new URL(service.issuer), 'page', {}, client.None(), {
      execute: [client.allowInsecureRequests],
    });
    const DPoP = await proofs(page);
    const offline = { scope: 'openid profile offline_access', prompt: 'consent' };
    const tokens = await signInWith(page, desk, offline, { DPoP });
    const stolen = tokens.refresh_token ?? '';
    await expect(
      client.refreshTokenGrant(page, stolen, {}, { DPoP: await proofs(page) }),
    ).rejects.toMatchObject({ error: 'invalid_grant' });
    expect((await client.refreshTokenGrant(page, stolen, {}, { DPoP })).token_type).toBe('dpop');
  });
});
