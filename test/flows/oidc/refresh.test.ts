import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Desk,
  deskOf,
  preparedRequest,
  refusalOf,
  registeredByKey,
  signInWith,
} from '../../support/oidc-library.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let desk: Desk;
let config: client.Configuration;

const OFFLINE = { scope: 'openid profile email offline_access', prompt: 'consent' };
const REFRESHING = {
  scope: 'openid profile email offline_access',
  grant_types: ['authorization_code', 'refresh_token'],
} as const;

beforeAll(async () => {
  service = await startSignInService();
  desk = deskOf(service, await service.personWithPhone());
  ({ config } = await registeredByKey(service, { client_id: 'rp', ...REFRESHING }));
});
afterAll(() => service.stop());

const refreshToken = async (): Promise<string> =>
  (await signInWith(config, desk, OFFLINE)).refresh_token ?? '';

describe('refresh tokens with openid-client', () => {
  it('B1: OIDC Core §11: offline_access brings one; the refreshed ID token is of the same sign-in (§12.2)', async () => {
    const first = await signInWith(config, desk, OFFLINE);
    const next = await client.refreshTokenGrant(config, first.refresh_token ?? '');
    const { sub = '', auth_time, iss, aud, acr } = { acr: undefined, ...first.claims() };
    expect(next.claims()).toMatchObject({ sub, auth_time, iss, aud, acr });
    expect(next.claims()).not.toHaveProperty('nonce');
    const userinfo = await client.fetchUserInfo(config, next.access_token, sub ?? '');
    expect(userinfo).toMatchObject({ family_name: 'MARTIN' });
  });

  it('B1: RFC 9700 §4.14.2: each use gives another one; an old one ends the whole family', async () => {
    const first = await refreshToken();
    const second = await client.refreshTokenGrant(config, first);
    expect(second.refresh_token).not.toBe(first);
    const third = await client.refreshTokenGrant(config, second.refresh_token ?? '');
    await expect(client.refreshTokenGrant(config, first)).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(client.refreshTokenGrant(config, third.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
      status: 400,
    });
    const spent = client.fetchUserInfo(config, third.access_token, third.claims()?.sub ?? '');
    expect(await refusalOf(spent)).toBe('invalid_token');
  });

  it('B1: RFC 6749 §6: fewer scopes may be asked, more may not', async () => {
    const token = await refreshToken();
    const narrow = await client.refreshTokenGrant(config, token, { scope: 'openid email' });
    expect(narrow.scope).toBe('openid email');
    const sub = narrow.claims()?.sub ?? '';
    expect(await client.fetchUserInfo(config, narrow.access_token, sub)).not.toHaveProperty('family_name');
    await expect(
      client.refreshTokenGrant(config, narrow.refresh_token ?? '', { scope: 'openid phone' }),
    ).rejects.toMatchObject({ error: 'invalid_scope' });
  });

  it('B1: RFC 6749 §10.4: bound to its client', async () => {
    const other = await registeredByKey(service, { client_id: 'other', ...REFRESHING });
    await expect(client.refreshTokenGrant(other.config, await refreshToken())).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(client.refreshTokenGrant(config, 'not-a-token')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('B1: OIDC Core §11: without offline_access, or for a client without the grant type, there is none', async () => {
    expect((await signInWith(config, desk)).refresh_token).toBeUndefined();
    const plain = await registeredByKey(service, {
      client_id: 'plain',
      scope: 'openid profile offline_access',
    });
    const tokens = await signInWith(plain.config, desk, OFFLINE);
    expect(tokens.refresh_token).toBeUndefined();
    await expect(client.refreshTokenGrant(plain.config, await refreshToken())).rejects.toMatchObject({
      error: 'unauthorized_client',
    });
  });

  it('B1 B2: RFC 6749 §4.1.2: a code shown twice ends the refresh token too', async () => {
    const { parameters, checks } = await preparedRequest(OFFLINE);
    const { request } = await desk.go(client.buildAuthorizationUrl(config, parameters));
    const again = request.clone();
    const tokens = await client.authorizationCodeGrant(config, request, checks);
    await expect(client.authorizationCodeGrant(config, again, checks)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });
});
