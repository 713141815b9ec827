import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dynamoClientErrors } from '../../lambdas/adapters/aws/dynamo-client-errors.ts';
import { deploymentSecret } from '../../lambdas/adapters/aws/secrets.ts';
import { DEFAULT_RELYING_PARTIES } from '../../lambdas/contracts/settings.ts';
import type { Client } from '../../lambdas/domain/client/client.ts';
import { pairwiseSubject } from '../../lambdas/domain/pairwise-subject/pairwise-subject.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import {
  type BackChannelService,
  type Receiver,
  startBackChannel,
  startReceiver,
} from '../support/back-channel.ts';
import type { PersonWithPhone } from '../support/sign-in.ts';

const TOKEN = 'bearer-token-of-the-relying-party';

let service: BackChannelService;
let receiver: Receiver;
beforeAll(async () => {
  service = await startBackChannel();
});
afterAll(() => service.stop());
beforeEach(async () => {
  receiver = await startReceiver();
  service.forget();
});
afterEach(async () => {
  vi.useRealTimers();
  await receiver.stop();
});

let count = 0;
/** A client whose addresses are the receiver's; a new one each time, since functions remember clients for a while. */
async function client(changes: Partial<Client> = {}): Promise<Client> {
  count += 1;
  return service.ciba({
    client_id: `rp-${count}`,
    backchannel_token_delivery_mode: 'ping',
    backchannel_client_notification_endpoint: `${receiver.origin}/ping`,
    backchannel_logout_uri: `${receiver.origin}/logout`,
    ...changes,
  });
}

/** The person is signed in there, by CIBA. */
async function signedIn({ client_id }: Client, person: PersonWithPhone) {
  const id = await service.ask(client_id, person, { client_notification_token: TOKEN });
  await service.decide(person, 'approve');
  const { body } = await service.poll(client_id, id);
  const { payload } = await verified(body.id_token, client_id);
  return { id, ...(body as { access_token: string }), idToken: payload };
}

const verified = (token: string, audience: string, typ?: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${service.issuer}/oauth/jwks`)), {
    issuer: service.issuer,
    audience,
    ...(typ !== undefined && { typ }),
  });

const errorsOf = (clientId: string) =>
  dynamoClientErrors('client-errors', DEFAULT_RELYING_PARTIES, randomness).of(clientId, new Date());

const userinfoStatus = async (token: string) =>
  (await fetch(`${service.issuer}/oauth/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status;

describe('CIBA ping (CIBA Core §10.2)', () => {
  const pings = () => receiver.arrived.filter(({ path }) => path === '/ping');

  it.each(['approve', 'refuse'] as const)(
    'B9: told of an answer (%s), with its own bearer token, once',
    async (decision) => {
      const { client_id } = await client();
      const person = await service.personWithPhone();
      const id = await service.ask(client_id, person, { client_notification_token: TOKEN });
      await service.decide(person, decision);
      await service.deliver();
      await service.courier(service.messages.at(-1) ?? {}); // delivered again by the queue
      expect(pings()).toHaveLength(1);
      expect(pings()[0]?.headers).toMatchObject({
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
      });
      expect(JSON.parse(pings()[0]?.body ?? '')).toEqual({ auth_req_id: id });
      expect((await service.poll(client_id, id)).status).toBe(decision === 'approve' ? 200 : 400);
    },
  );

  it('B9: the bearer token lies sealed, and on no queue', async () => {
    const { client_id } = await client();
    const person = await service.personWithPhone();
    await service.ask(client_id, person, { client_notification_token: 'x'.repeat(64) });
    await service.decide(person, 'approve');
    expect(JSON.stringify(service.messages)).not.toContain('x'.repeat(64));
  });

  it('B9: announced before the decision is written, it waits for it', async () => {
    const { client_id } = await client();
    const person = await service.personWithPhone();
    await service.ask(client_id, person, { client_notification_token: TOKEN });
    const [approval] = await person.phone.approvals();
    const message = {
      kind: 'ciba-ping',
      clientId: client_id,
      requestId: approval?.id,
      id: `ciba-ping:${approval?.id}`,
      at: new Date().toISOString(),
    };
    expect((await service.courier(message)).batchItemFailures).toHaveLength(1);
    expect(pings()).toHaveLength(0);
    await service.decide(person, 'approve');
    expect((await service.courier(message, 2)).batchItemFailures).toHaveLength(0);
    expect(pings()).toHaveLength(1);
  });

  it('B9: CIBA Core §10.2: a redirect is not followed; it comes again, seconds apart, and the log has a line at the end', async () => {
    const { client_id } = await client();
    const person = await service.personWithPhone();
    await service.ask(client_id, person, { client_notification_token: TOKEN });
    receiver.behave({ status: 302, headers: { location: `${receiver.origin}/elsewhere` } });
    await service.decide(person, 'approve');
    await service.deliver();
    expect(receiver.arrived.map(({ path }) => path)).toEqual(Array.from({ length: 5 }, () => '/ping'));
    expect(service.aws.sent.postponed.slice(-4).map(({ seconds }) => seconds)).toEqual([2, 4, 8, 16]);
    expect(await errorsOf(client_id)).toMatchObject([
      { endpoint: 'backchannel_client_notification_endpoint', code: 'not_delivered' },
    ]);
  });

  it('B9: what is over needs no ping', async () => {
    const { client_id } = await client();
    const person = await service.personWithPhone();
    await service.ask(client_id, person, { client_notification_token: TOKEN });
    await service.decide(person, 'approve');
    service.advance(181);
    await service.deliver();
    expect(pings()).toHaveLength(0);
  });

  it('B9: a client in poll mode is told nothing', async () => {
    const { client_id } = await client({ backchannel_token_delivery_mode: 'poll' });
    const person = await service.personWithPhone();
    const before = service.messages.length;
    await service.ask(client_id, person);
    await service.decide(person, 'approve');
    expect(service.messages).toHaveLength(before);
  });
});

describe('back-channel logout (OIDC Back-Channel Logout 1.0)', () => {
  const logouts = () => receiver.arrived.filter(({ path }) => path === '/logout');
  const claimsOf = async (index: number, audience: string): Promise<JWTPayload> => {
    const form = new URLSearchParams(logouts()[index]?.body);
    const { payload } = await verified(form.get('logout_token') ?? '', audience, 'logout+jwt');
    return payload;
  };
  const revoke = (person: PersonWithPhone, clientId: string) =>
    person.phone.call('DELETE', `/api/account/consents/${clientId}`);

  it('B9: §2.4, §2.5: a consent taken back ends tokens at once, and its service is told with a logout token', async () => {
    const rp = await client();
    const person = await service.personWithPhone();
    const { access_token, idToken } = await signedIn(rp, person);
    await service.deliver();
    expect(await userinfoStatus(access_token)).toBe(200);
    expect((await revoke(person, rp.client_id)).body).toEqual({ tokensEnded: 1, told: true });
    expect(await userinfoStatus(access_token)).toBe(401);
    await service.deliver();
    expect(logouts()).toHaveLength(1);
    expect(logouts()[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const claims = await claimsOf(0, rp.client_id);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'events', 'exp', 'iat', 'iss', 'jti', 'sub']);
    expect(claims).toMatchObject({
      sub: idToken.sub,
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBeLessThanOrEqual(120);
    expect((await revoke(person, rp.client_id)).status).toBe(404);
  });

  it('B9: §2.2 backchannel_logout_session_required: a token for each session, with the sid of its ID token', async () => {
    const rp = await client({ backchannel_logout_session_required: true });
    const person = await service.personWithPhone();
    const [one, other] = [await signedIn(rp, person), await signedIn(rp, person)];
    service.advance(900); // the tokens are long over, the sessions at the service are not
    await revoke(person, rp.client_id);
    await service.deliver();
    const told = [await claimsOf(0, rp.client_id), await claimsOf(1, rp.client_id)];
    expect(told.map(({ sid }) => sid).sort()).toEqual([one.idToken.sid, other.idToken.sid].sort());
    for (const claims of told) expect(claims).toMatchObject({ sub: one.idToken.sub });
  });

  it('B8: the sub is that of the client’s sector', async () => {
    const rp = await client({ sector_identifier: 'sector.example' });
    const person = await service.personWithPhone();
    await signedIn(rp, person);
    await revoke(person, rp.client_id);
    await service.deliver();
    const secret = await deploymentSecret('subjects')();
    const sub = pairwiseSubject(secret, 'sector.example', person.account.id);
    expect(await claimsOf(0, rp.client_id)).toMatchObject({ sub });
  });

  it('B9: a service without an address is not told, and the person learns that', async () => {
    const rp = await service.ciba({ client_id: 'no-address' });
    const person = await service.personWithPhone();
    const id = await service.ask(rp.client_id, person);
    await service.decide(person, 'approve');
    await service.poll(rp.client_id, id);
    expect((await revoke(person, rp.client_id)).body).toEqual({ tokensEnded: 1, told: false });
  });

  it('B9: §2.8: silent or failing, it is tried again, later each time and with another jti; five times, then the log says so', async () => {
    const rp = await client();
    const person = await service.personWithPhone();
    await signedIn(rp, person);
    await service.deliver();
    receiver.behave({ status: 503 });
    await revoke(person, rp.client_id);
    await service.deliver();
    expect(logouts()).toHaveLength(5);
    const claims = await Promise.all([0, 1, 2, 3, 4].map((index) => claimsOf(index, rp.client_id)));
    expect(new Set(claims.map(({ jti }) => jti)).size).toBe(5);
    expect(service.aws.sent.postponed.slice(-4).map(({ seconds }) => seconds)).toEqual([
      120, 480, 1920, 7200,
    ]);
    const [line] = await errorsOf(rp.client_id);
    expect(line).toMatchObject({ endpoint: 'backchannel_logout_uri', code: 'not_delivered' });
    expect(JSON.stringify(line)).not.toContain(person.account.id);
  });

  it('B9: §2.8: 400 is a refusal: it is not tried again', async () => {
    const rp = await client();
    const person = await service.personWithPhone();
    await signedIn(rp, person);
    await service.deliver();
    receiver.behave({ status: 400 });
    await revoke(person, rp.client_id);
    await service.deliver();
    expect(logouts()).toHaveLength(1);
    expect(await errorsOf(rp.client_id)).toHaveLength(1);
  });

  it('B9: one that is dead does not keep others waiting: of a batch only its message comes again', async () => {
    const [dead, alive] = [await startReceiver(), await startReceiver()];
    dead.behave('silent');
    const [first, second] = [
      await client({ backchannel_logout_uri: `${dead.origin}/logout` }),
      await client({ backchannel_logout_uri: `${alive.origin}/logout` }),
    ];
    const person = await service.personWithPhone();
    const message = (to: Client) => ({
      kind: 'logout',
      clientId: to.client_id,
      accountId: person.account.id,
      id: crypto.randomUUID(),
      at: new Date().toISOString(),
    });
    const { batchItemFailures } = await service.courier([first, second].map(message));
    expect(batchItemFailures).toHaveLength(1);
    expect(alive.arrived).toHaveLength(1);
    await Promise.all([dead.stop(), alive.stop()]);
  });
});

describe('the queue', () => {
  it('B9: what cannot be read stays for the operator', async () => {
    expect((await service.courier({ kind: 'nothing' })).batchItemFailures).toHaveLength(1);
  });
});
