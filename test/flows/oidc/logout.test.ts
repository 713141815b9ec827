import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type BackChannelService,
  type Receiver,
  startBackChannel,
  startReceiver,
} from '../../support/back-channel.ts';
import { type Desk, deskOf, refusalOf, registeredByKey, signInWith } from '../../support/oidc-library.ts';

let service: BackChannelService;
let receiver: Receiver;
let first: client.Configuration;
let second: client.Configuration;

const GOODBYE = 'https://rp.example/bye';
const LOW = { acr_values: 'eidas1' };

beforeAll(async () => {
  service = await startBackChannel();
  receiver = await startReceiver();
  const told = (name: string) => ({
    client_id: name,
    backchannel_logout_uri: `${receiver.origin}/${name}`,
    backchannel_logout_session_required: true,
    default_acr_values: ['eidas1'],
    remember_consent: true,
    scope: 'openid profile offline_access',
    grant_types: ['authorization_code', 'refresh_token'] as const,
  });
  ({ config: first } = await registeredByKey(service, told('first')));
  ({ config: second } = await registeredByKey(service, told('second')));
});
afterAll(async () => {
  await receiver?.stop();
  service.stop();
});

const freshDesk = async (): Promise<Desk> => deskOf(service, await service.personWithPhone());

const endSession = (desk: Desk, config: client.Configuration, parameters: Record<string, string>) =>
  desk.browser.visit(client.buildEndSessionUrl(config, parameters).href);

/** The logout tokens that reached a client, verified as Back-Channel Logout §2.6 says. */
async function logoutTokens(config: client.Configuration, path: string) {
  const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri ?? ''));
  const arrived = receiver.arrived.filter((arrival) => arrival.path === path);
  return await Promise.all(
    arrived.map(async ({ body }) => {
      const token = new URLSearchParams(body).get('logout_token') ?? '';
      const options = { issuer: service.issuer, audience: config.clientMetadata().client_id };
      const { payload } = await jwtVerify(token, keys, { ...options, typ: 'logout+jwt' });
      return payload;
    }),
  );
}

describe('single sign-on and its end, with openid-client', () => {
  it('B9: OIDC Core §3.1.2.1: a second service is signed in without the phone, below substantial only', async () => {
    const desk = await freshDesk();
    const before = (await signInWith(first, desk, LOW)).claims();
    const { steps } = await desk.go(client.buildAuthorizationUrl(second, await plainRequest(LOW)));
    expect(steps).not.toContain('phone');
    const high = await desk.go(
      client.buildAuthorizationUrl(second, await plainRequest({ acr_values: 'eidas2' })),
    );
    expect(high.steps).toContain('phone');
    const again = (await signInWith(first, desk, { ...LOW, prompt: 'none' })).claims();
    expect(again?.auth_time).toBe(before?.auth_time);
  });

  it('B6: OIDC Core §3.1.2.6: prompt=none: login_required after the session ended', async () => {
    const desk = await freshDesk();
    const { id_token = '' } = await signInWith(first, desk, LOW);
    await endSession(desk, first, { id_token_hint: id_token });
    expect(await refusalOf(signInWith(first, desk, { ...LOW, prompt: 'none' }))).toBe('login_required');
  });

  it('B9: RP-Initiated Logout §2, §3: back to the registered address with the state', async () => {
    const desk = await freshDesk();
    const { id_token = '' } = await signInWith(first, desk, LOW);
    const { status, location } = await endSession(desk, first, {
      id_token_hint: id_token,
      post_logout_redirect_uri: GOODBYE,
      state: 'see you',
    });
    expect([status, location]).toEqual([303, `${GOODBYE}?state=see+you`]);
  });

  it('B9: RP-Initiated Logout §3: an address that is not registered is never gone to', async () => {
    const desk = await freshDesk();
    const { id_token = '' } = await signInWith(first, desk, LOW);
    for (const uri of ['https://evil.example/', `${GOODBYE}?added=1`]) {
      const answer = await endSession(desk, first, {
        id_token_hint: id_token,
        post_logout_redirect_uri: uri,
      });
      expect([answer.status, answer.location]).toEqual([400, null]);
    }
  });

  it('B9: RP-Initiated Logout §2: a hint that was tampered with is refused', async () => {
    const desk = await freshDesk();
    const { id_token = '' } = await signInWith(first, desk, LOW);
    const forged = `${id_token.slice(0, -8)}AAAAAAAA`;
    for (const id_token_hint of [forged, 'not-a-token']) {
      const answer = await endSession(desk, first, { id_token_hint, post_logout_redirect_uri: GOODBYE });
      expect([answer.status, answer.location]).toEqual([400, null]);
    }
  });

  it('B9: RP-Initiated Logout §2: without a hint the person is asked first; without an address they stay here', async () => {
    const desk = await freshDesk();
    await signInWith(first, desk, LOW);
    const asked = await desk.browser.visit(`${service.issuer}/oauth/end-session`);
    expect([asked.status, asked.location]).toEqual([200, null]);
    expect(asked.text).toContain('<form');
    const still = await signInWith(first, desk, { ...LOW, prompt: 'none' });
    expect(still.claims()?.sub).toBeDefined();
    const { id_token = '' } = still;
    const done = await endSession(desk, first, { id_token_hint: id_token });
    expect([done.status, done.location]).toEqual([200, null]);
    expect(done.text).not.toContain('<form');
  });

  it('B9: Back-Channel Logout §2.4: every service of the session is told, each with its own sub and sid', async () => {
    const desk = await freshDesk();
    const own = await signInWith(first, desk, LOW);
    const other = await signInWith(second, desk, LOW);
    await service.deliver();
    receiver.arrived.splice(0);
    await endSession(desk, first, { id_token_hint: own.id_token ?? '', post_logout_redirect_uri: GOODBYE });
    await service.deliver();
    for (const [config, path, claims] of [
      [first, '/first', own.claims()],
      [second, '/second', other.claims()],
    ] as const) {
      const tokens = await logoutTokens(config, path);
      expect(tokens).toHaveLength(1);
      expect(tokens[0]).toMatchObject({
        sub: claims?.sub,
        sid: claims?.sid,
        jti: expect.any(String),
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      });
      expect(tokens[0]).not.toHaveProperty('nonce');
    }
    expect(await refusalOf(client.fetchUserInfo(second, other.access_token, other.claims()?.sub ?? ''))).toBe(
      'invalid_token',
    );
  });
});

async function plainRequest(parameters: Record<string, string>): Promise<Record<string, string>> {
  return {
    redirect_uri: 'https://rp.example/callback',
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier()),
    code_challenge_method: 'S256',
    ...parameters,
  };
}
