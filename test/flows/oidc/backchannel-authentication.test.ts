import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CIBA_GRANT, type Client } from '../../../lambdas/domain/client/client.ts';
import {
  type BackChannelService,
  type Receiver,
  startBackChannel,
  startReceiver,
} from '../../support/back-channel.ts';
import { approveOnPhone, refusalOf, registeredByKey } from '../../support/oidc-library.ts';
import type { PersonWithPhone } from '../../support/sign-in.ts';

let service: BackChannelService;
let receiver: Receiver;
let person: PersonWithPhone;
let config: client.Configuration;

const CIBA = {
  grant_types: ['authorization_code', CIBA_GRANT],
  backchannel_token_delivery_mode: 'poll',
} as const;

beforeAll(async () => {
  service = await startBackChannel({
    backchannelIntervalSeconds: 1,
    backchannelPerClient: { limit: 1000, windowSeconds: 600 },
  });
  receiver = await startReceiver();
  config = await registered({ client_id: 'rp' });
});
afterAll(async () => {
  await receiver?.stop();
  service.stop();
});

const registered = async (metadata: Partial<Client> & { client_id: string }): Promise<client.Configuration> =>
  (await registeredByKey(service, { ...CIBA, ...metadata })).config;

/** A request about a fresh person, since each may be asked only so often. */
async function ask(at = config, parameters: Record<string, string> = {}) {
  person = await service.personWithPhone();
  return await client.initiateBackchannelAuthentication(at, {
    scope: 'openid profile',
    login_hint: person.identity.phone_number,
    ...parameters,
  });
}

/** One poll, without the library's pause before it. */
const pollOnce = (at: client.Configuration, authReqId: string) =>
  client.genericGrantRequest(at, CIBA_GRANT, { auth_req_id: authReqId });

describe('client-initiated backchannel authentication with openid-client', () => {
  it('B9: CIBA Core §10.1: polls until the person approved; ID token and userinfo are theirs', async () => {
    const asked = await ask(config, { binding_message: 'Order 4711' });
    expect(asked).toMatchObject({ interval: 1, expires_in: expect.any(Number) });
    await approveOnPhone(person);
    const tokens = await client.pollBackchannelAuthenticationGrant(config, asked);
    const claims = tokens.claims();
    expect(claims).toMatchObject({ aud: 'rp', iss: service.issuer, amr: expect.any(Array) });
    expect(await client.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '')).toMatchObject({
      family_name: 'MARTIN',
    });
    expect(await refusalOf(pollOnce(config, asked.auth_req_id))).toBe('invalid_grant');
  });

  it('B9: CIBA Core §11: authorization_pending, slow_down, access_denied', async () => {
    const { auth_req_id } = await ask();
    expect(await refusalOf(pollOnce(config, auth_req_id))).toBe('authorization_pending');
    expect(await refusalOf(pollOnce(config, auth_req_id))).toBe('slow_down');
    const refused = await ask();
    await approveOnPhone(person, 'refuse');
    expect(await refusalOf(pollOnce(config, refused.auth_req_id))).toBe('access_denied');
  });

  it('B9: CIBA Core §11: the auth_req_id of another client, or none of ours, is invalid_grant', async () => {
    const other = await registered({ client_id: 'other' });
    const { auth_req_id } = await ask();
    expect(await refusalOf(pollOnce(other, auth_req_id))).toBe('invalid_grant');
    expect(await refusalOf(pollOnce(config, 'unknown'))).toBe('invalid_grant');
  });

  it('B9: CIBA Core §10.2: ping: the endpoint is called with the bearer token, then the token is fetched', async () => {
    const ping = await registered({
      client_id: 'ping',
      backchannel_token_delivery_mode: 'ping',
      backchannel_client_notification_endpoint: `${receiver.origin}/ping`,
    });
    const client_notification_token = 'a-token-of-the-relying-party';
    const { auth_req_id } = await ask(ping, { client_notification_token });
    await approveOnPhone(person);
    await service.deliver();
    const [arrived] = receiver.arrived.splice(0);
    expect(arrived).toMatchObject({ path: '/ping', body: JSON.stringify({ auth_req_id }) });
    expect(arrived?.headers.authorization).toBe(`Bearer ${client_notification_token}`);
    expect((await pollOnce(ping, auth_req_id)).claims()).toMatchObject({ aud: 'ping' });
  });

  it.each([200, 401, 403])(
    'B9: CIBA Core §10.2: a ping answered by %s is not sent again, and the token is there to be fetched',
    async (status) => {
      const ping = await registered({
        client_id: `ping-${status}`,
        backchannel_token_delivery_mode: 'ping',
        backchannel_client_notification_endpoint: `${receiver.origin}/ping`,
      });
      const { auth_req_id } = await ask(ping, { client_notification_token: 'a-token-of-the-relying-party' });
      receiver.behave({ status });
      await approveOnPhone(person);
      await service.deliver();
      expect(receiver.arrived.splice(0)).toHaveLength(1);
      expect((await pollOnce(ping, auth_req_id)).claims()).toMatchObject({ aud: `ping-${status}` });
      receiver.behave({ status: 204 });
    },
  );

  it('B9: CIBA Core §13: what openid-client reports of bad requests', async () => {
    const wrong: [Record<string, string>, string][] = [
      [{ scope: 'profile' }, 'invalid_scope'],
      [{ id_token_hint: 'e.y.J' }, 'invalid_request'],
      [{ login_hint: 'nobody' }, 'unknown_user_id'],
      [{ binding_message: 'x'.repeat(2000) }, 'invalid_binding_message'],
    ];
    for (const [parameters, error] of wrong)
      expect([error, await refusalOf(ask(config, parameters))]).toEqual([error, error]);
    const codeOnly = (await registeredByKey(service, { client_id: 'code-only' })).config;
    expect(await refusalOf(ask(codeOnly))).toBe('unauthorized_client');
  });

  it('B9: CIBA Core §7.1: id_token_hint: the ID token of before asks the same person, without the number', async () => {
    const { auth_req_id } = await ask();
    await approveOnPhone(person);
    const before = await pollOnce(config, auth_req_id);
    const again = await client.initiateBackchannelAuthentication(config, {
      scope: 'openid',
      id_token_hint: before.id_token ?? '',
    });
    await approveOnPhone(person);
    const after = await pollOnce(config, again.auth_req_id);
    expect(after.claims()?.sub).toBe(before.claims()?.sub);
  });

  it('B9: CIBA Core §11: a request that ran out is expired_token', async () => {
    const { auth_req_id, expires_in } = await ask();
    service.advance(expires_in + 1);
    expect(await refusalOf(pollOnce(config, auth_req_id))).toBe('expired_token');
  });
});
