import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dynamoClientErrors } from '../../../lambdas/adapters/aws/dynamo-client-errors.ts';
import { dynamoConsents } from '../../../lambdas/adapters/aws/dynamo-consents.ts';
import { dynamoSignalStreams } from '../../../lambdas/adapters/aws/dynamo-signal-streams.ts';
import { DEFAULT_RELYING_PARTIES } from '../../../lambdas/contracts/settings.ts';
import { CIBA_GRANT, type Client } from '../../../lambdas/domain/client/client.ts';
import type { AccountEvent } from '../../../lambdas/domain/relying-party-message/relying-party-message.ts';
import { SUPPORTED_EVENTS } from '../../../lambdas/domain/signals/event-types.ts';
import { transmitterMetadata } from '../../../lambdas/domain/signals/transmitter-metadata.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import {
  type BackChannelService,
  type Receiver,
  startBackChannel,
  startReceiver,
} from '../../support/back-channel.ts';
import { testPhone } from '../../support/phone.ts';
import { activationCodeFor, type PersonWithPhone } from '../../support/sign-in.ts';

const PUSH = 'urn:ietf:rfc:8935';
const HEADER = 'Bearer of-the-receiver';

let service: BackChannelService;
let receiver: Receiver;
beforeAll(async () => {
  service = await startBackChannel();
});
afterAll(() => service.stop());
beforeEach(async () => {
  receiver = await startReceiver();
  receiver.behave({ status: 202 });
  service.forget();
});
afterEach(async () => {
  vi.useRealTimers();
  await receiver.stop();
});

let count = 0;
/** A receiver's client; a new one each time. */
async function client(changes: Partial<Client> = {}): Promise<Client> {
  count += 1;
  return service.ciba({
    client_id: `receiver-${count}`,
    grant_types: ['client_credentials', CIBA_GRANT],
    scope: 'openid profile ssf.manage',
    ...changes,
  });
}

interface Said {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

/** The receiver's system, with its access token. */
async function system(of?: Client) {
  const { client_id } = of ?? (await client());
  const granted = await service.post(client_id, '/oauth/token', {
    grant_type: 'client_credentials',
    scope: 'ssf.manage',
  });
  const call = async (
    method: string,
    path: string,
    body?: object,
    token = granted.body.access_token,
  ): Promise<Said> => {
    const answer = await fetch(service.issuer + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return { client_id, call };
}

const wanted = (changes: object = {}) => ({
  delivery: { method: PUSH, endpoint_url: `${receiver.origin}/events`, authorization_header: HEADER },
  events_requested: [...SUPPORTED_EVENTS, 'urn:example:unknown'],
  description: 'Tax service, production',
  ...changes,
});

async function streaming(of?: Client) {
  const { client_id, call } = await system(of);
  const { body } = await call('POST', '/ssf/streams', wanted());
  return { client_id, call, stream: body.stream_id as string };
}

describe('the stream of a client (SSF §8.1.1)', () => {
  it('B9: §8.1.1.1: is created enabled, delivers what is requested and supported, and hides the receiver’s secret', async () => {
    const { client_id, call } = await system();
    const { status, body } = await call('POST', '/ssf/streams', wanted());
    expect(status).toBe(201);
    expect(body).toEqual({
      stream_id: expect.any(String),
      iss: service.issuer,
      aud: client_id,
      events_supported: SUPPORTED_EVENTS,
      events_requested: [...SUPPORTED_EVENTS, 'urn:example:unknown'],
      events_delivered: SUPPORTED_EVENTS,
      min_verification_interval: 60,
      delivery: { method: PUSH, endpoint_url: `${receiver.origin}/events` },
      description: 'Tax service, production',
    });
    const kept = await dynamoSignalStreams('signal-streams').find(client_id);
    expect(JSON.stringify(kept)).not.toContain(HEADER);
    expect((await call('GET', `/ssf/status?stream_id=${body.stream_id}`)).body).toEqual({
      stream_id: body.stream_id,
      status: 'enabled',
    });
  });

  it('B9: §8.1.1.1: one for each client: 409, of twenty at once too', async () => {
    const { call } = await system();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call('POST', '/ssf/streams', wanted())),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 19 }, () => 409),
    ]);
  });

  it('B9: §8.1.1.2: read by its id, or in a list, which may be empty', async () => {
    const { call } = await system();
    expect(await call('GET', '/ssf/streams')).toEqual({ status: 200, body: [] });
    const { body } = await call('POST', '/ssf/streams', wanted());
    expect((await call('GET', '/ssf/streams')).body).toEqual([body]);
    expect((await call('GET', `/ssf/streams?stream_id=${body.stream_id}`)).body).toEqual(body);
    expect((await call('GET', '/ssf/streams?stream_id=another')).status).toBe(404);
  });

  it('B9: §8.1.1.3: PATCH changes what is there; what is missing stays, the sealed header too', async () => {
    const { client_id, call, stream } = await streaming();
    const before = await dynamoSignalStreams('signal-streams').find(client_id);
    const { status, body } = await call('PATCH', '/ssf/streams', {
      stream_id: stream,
      iss: service.issuer,
      events_requested: [SUPPORTED_EVENTS[0]],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      events_delivered: [SUPPORTED_EVENTS[0]],
      description: 'Tax service, production',
      delivery: { endpoint_url: `${receiver.origin}/events` },
    });
    const after = await dynamoSignalStreams('signal-streams').find(client_id);
    expect(after?.authorization).toBe(before?.authorization);
  });

  it('B9: §8.1.1.4: PUT deletes what is missing', async () => {
    const { client_id, call, stream } = await streaming();
    const delivery = { method: PUSH, endpoint_url: `${receiver.origin}/elsewhere` };
    const { status, body } = await call('PUT', '/ssf/streams', { stream_id: stream, delivery });
    expect(status).toBe(200);
    expect(body).toMatchObject({ events_requested: [], events_delivered: [], delivery });
    expect(body).not.toHaveProperty('description');
    expect(await dynamoSignalStreams('signal-streams').find(client_id)).not.toHaveProperty('authorization');
  });

  it('B9: §8.1.1.5: deleted, it is gone', async () => {
    const { call, stream } = await streaming();
    expect((await call('DELETE', `/ssf/streams?stream_id=${stream}`)).status).toBe(204);
    expect((await call('GET', `/ssf/streams?stream_id=${stream}`)).status).toBe(404);
    expect((await call('DELETE', `/ssf/streams?stream_id=${stream}`)).status).toBe(404);
  });

  it.each<[string, (stream: string) => [string, string, object]]>([
    [
      '§8.1.1: polling (RFC 8936), not supported',
      () => ['POST', '/ssf/streams', wanted({ delivery: { method: 'urn:ietf:rfc:8936' } })],
    ],
    [
      '§8.1.1: no delivery, which means polling',
      () => ['POST', '/ssf/streams', wanted({ delivery: undefined })],
    ],
    [
      'an address that is none',
      () => ['POST', '/ssf/streams', wanted({ delivery: { method: PUSH, endpoint_url: 'here' } })],
    ],
    [
      'an address of another scheme',
      () => [
        'POST',
        '/ssf/streams',
        wanted({ delivery: { method: PUSH, endpoint_url: 'ftp://rp.example' } }),
      ],
    ],
    [
      'a header of two lines',
      () => [
        'POST',
        '/ssf/streams',
        wanted({
          delivery: { method: PUSH, endpoint_url: 'https://rp.example', authorization_header: 'a\r\nb' },
        }),
      ],
    ],
    ['§8.1.1.3: an update without stream_id', () => ['PATCH', '/ssf/streams', { description: 'x' }]],
    [
      '§8.1.1.3: an update of what is the transmitter’s',
      (stream) => ['PATCH', '/ssf/streams', { stream_id: stream, aud: 'me' }],
    ],
    [
      '§8.1.1.4: a replacement of what is the transmitter’s',
      (stream) => ['PUT', '/ssf/streams', { stream_id: stream, ...wanted(), iss: 'me' }],
    ],
    ['§8.1.1.4: a replacement without delivery', (stream) => ['PUT', '/ssf/streams', { stream_id: stream }]],
    [
      '§8.1.2.2: an unknown status',
      (stream) => ['POST', '/ssf/status', { stream_id: stream, status: 'asleep' }],
    ],
    [
      '§8.1.4.2: a state that is no string',
      (stream) => ['POST', '/ssf/verification', { stream_id: stream, state: 1 }],
    ],
  ])('B9: %s is refused with 400', async (_what, request) => {
    const { call, stream } = await streaming();
    expect((await call(...request(stream))).status).toBe(400);
  });

  it('B9: another client’s stream is not told apart from none: 404', async () => {
    const [{ stream }, other] = [await streaming(), await streaming()];
    const body = { stream_id: stream, ...wanted(), status: 'paused' };
    const answers = await Promise.all([
      other.call('GET', `/ssf/streams?stream_id=${stream}`),
      other.call('PATCH', '/ssf/streams', body),
      other.call('PUT', '/ssf/streams', body),
      other.call('DELETE', `/ssf/streams?stream_id=${stream}`),
      other.call('GET', `/ssf/status?stream_id=${stream}`),
      other.call('POST', '/ssf/status', body),
      other.call('POST', '/ssf/verification', body),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 404));
  });

  it('B9: RFC 6750 §3.1: without a token, with an unknown one, or one of another scope, nothing is managed', async () => {
    const { call } = await system();
    expect((await call('GET', '/ssf/streams', undefined, 'unknown')).status).toBe(401);
    expect((await fetch(`${service.issuer}/ssf/streams`)).status).toBe(401);
    const letters = await client({ scope: 'openid letters', organisation_id: 'org-1' });
    const { body } = await service.post(letters.client_id, '/oauth/token', {
      grant_type: 'client_credentials',
    });
    expect((await call('GET', '/ssf/streams', undefined, body.access_token)).status).toBe(403);
  });

  it('B9: RFC 6749 §4.4: ssf.manage only for clients that registered it; letters only for an organisation', async () => {
    const without = await client({ scope: 'openid' });
    const alone = await client({ scope: 'openid ssf.manage letters' });
    const ask = async ({ client_id }: Client, scope: string) =>
      (await service.post(client_id, '/oauth/token', { grant_type: 'client_credentials', scope })).body.error;
    expect(await ask(without, 'ssf.manage')).toBe('unauthorized_client');
    expect(await ask(alone, 'letters')).toBe('invalid_scope');
    expect(await ask(alone, 'ssf.manage')).toBeUndefined();
  });

  it('B1: SSF §7.1: the metadata names what is there', () => {
    const { configuration_endpoint, status_endpoint, verification_endpoint } =
      transmitterMetadata('https://id.example');
    expect([configuration_endpoint, status_endpoint, verification_endpoint]).toEqual([
      'https://id.example/ssf/streams',
      'https://id.example/ssf/status',
      'https://id.example/ssf/verification',
    ]);
    expect(transmitterMetadata('https://id.example')).toMatchObject({
      spec_version: '1_0',
      delivery_methods_supported: [PUSH],
      default_subjects: 'ALL',
    });
  });
});

/** The person has a consent with the client. */
async function consenting({ client_id }: { client_id: string }): Promise<PersonWithPhone> {
  const person = await service.personWithPhone();
  const id = await service.ask(client_id, person);
  await service.decide(person, 'approve');
  await service.poll(client_id, id);
  return person;
}

const happens = (person: PersonWithPhone, event: AccountEvent, id: string = crypto.randomUUID()) => ({
  kind: 'account-event',
  accountId: person.account.id,
  event,
  id,
  at: new Date().toISOString(),
});

const keys = () => createRemoteJWKSet(new URL(`${service.issuer}/oauth/jwks`));
/** What a receiver does with a SET (RFC 8417 §2.2, SSF §4.1). */
async function received(index: number, audience: string) {
  const arrival = receiver.arrived[index];
  if (arrival === undefined) throw new Error('nothing came');
  const { payload } = await jwtVerify(arrival.body, keys(), {
    issuer: service.issuer,
    audience,
    typ: 'secevent+jwt',
  });
  return { payload, headers: arrival.headers };
}

describe('security events (RFC 8417, RFC 8935)', () => {
  it('B9: SSF §4.1: one event, sub_id of the client’s sector, neither sub nor exp; RFC 8935 §2.1: pushed with the receiver’s own header', async () => {
    const { client_id } = await streaming();
    const person = await consenting({ client_id });
    await service.courier(happens(person, { type: 'credential-revoked', credential: 'x509' }));
    await service.deliver();
    const { payload, headers } = await received(0, client_id);
    expect(headers).toMatchObject({
      'content-type': 'application/secevent+jwt',
      accept: 'application/json',
      authorization: HEADER,
    });
    expect(Object.keys(payload).sort()).toEqual(['aud', 'events', 'iat', 'iss', 'jti', 'sub_id', 'toe']);
    expect(payload).toMatchObject({
      sub_id: { format: 'iss_sub', iss: service.issuer, sub: expect.stringMatching(/^[0-9a-f]{64}v1$/) },
      events: {
        'https://schemas.openid.net/secevent/caep/event-type/credential-change': {
          credential_type: 'x509',
          change_type: 'revoke',
        },
      },
    });
    expect(JSON.stringify(payload)).not.toContain(person.account.id);
  });

  it('B11: RISC §2.10: another address or number: about the person, without either value; §2.5: no identifier-changed', async () => {
    const { client_id } = await streaming();
    const person = await consenting({ client_id });
    await service.courier(happens(person, { type: 'recovery-information-changed' }));
    await service.deliver();
    const { payload } = await received(0, client_id);
    expect(payload).toMatchObject({ sub_id: { format: 'iss_sub', iss: service.issuer } });
    expect(payload.events).toEqual({
      'https://schemas.openid.net/secevent/risc/event-type/recovery-information-changed': {},
    });
    const { email, phone_number: number } = person.identity;
    expect(JSON.stringify(payload)).not.toMatch(new RegExp(`${email}|\\${number}`));
    expect(SUPPORTED_EVENTS.some((type) => type.endsWith('identifier-changed'))).toBe(false);
  });

  it.each([
    [{ type: 'account-disabled' }, 'risc/event-type/account-disabled', {}],
    [
      { type: 'account-disabled', reason: 'hijacking' },
      'risc/event-type/account-disabled',
      { reason: 'hijacking' },
    ],
    [{ type: 'account-purged' }, 'risc/event-type/account-purged', {}],
    [
      { type: 'credential-changed', credential: 'pin' },
      'caep/event-type/credential-change',
      { credential_type: 'pin', change_type: 'update' },
    ],
  ] as const)('B11: RISC §2.2, §2.3, CAEP §3.3: %j goes out as %s', async (event, type, members) => {
    const { client_id } = await streaming();
    const person = await consenting({ client_id });
    await service.courier(happens(person, event));
    await service.deliver();
    const { payload } = await received(0, client_id);
    expect(payload.events).toEqual({ [`https://schemas.openid.net/secevent/${type}`]: members });
  });

  it('B11: RISC §2.2: who left is told of by the subject the service knew, when the consent is gone already', async () => {
    const { client_id } = await streaming();
    const person = await consenting({ client_id });
    await service.courier(happens(person, { type: 'account-enabled' }));
    await service.deliver();
    const before = (await received(0, client_id)).payload.sub_id;
    receiver.arrived.length = 0;
    await dynamoConsents('consents').revoke(person.account.id, client_id);
    await service.courier({
      ...happens(person, { type: 'account-purged' }),
      kind: 'security-event',
      clientId: client_id,
    });
    expect((await received(0, client_id)).payload.sub_id).toEqual(before);
  });

  it('B9: only those with a consent, a stream, and the event requested are told', async () => {
    const [{ client_id, call, stream }, other] = [await streaming(), await streaming()];
    await call('PATCH', '/ssf/streams', { stream_id: stream, events_requested: [SUPPORTED_EVENTS[0]] });
    const person = await consenting({ client_id });
    await service.courier(happens(person, { type: 'account-enabled' }));
    await service.courier(happens(person, { type: 'account-disabled' }));
    await service.deliver();
    expect(receiver.arrived).toHaveLength(1);
    expect((await received(0, client_id)).payload.aud).not.toBe(other.client_id);
  });

  it('B9: RFC 8935 §2.4: tried again it is the same token; delivered twice by the queue it goes out once', async () => {
    const { client_id } = await streaming();
    const person = await consenting({ client_id });
    receiver.behave({ status: 503 });
    const event = happens(person, { type: 'account-disabled' });
    await service.courier(event);
    await service.courier(event);
    await service.deliver(1);
    await service.deliver(1);
    receiver.behave({ status: 202 });
    await service.deliver();
    const tokens = await Promise.all(receiver.arrived.map((_each, index) => received(index, client_id)));
    expect(new Set(tokens.map(({ payload }) => JSON.stringify(payload))).size).toBe(1);
    const before = receiver.arrived.length;
    for (const message of service.messages) await service.courier(message);
    expect(receiver.arrived.length).toBe(before);
  });

  it('B9: RFC 8935 §2.3: 400 is the receiver’s refusal: not again, and a line in its log', async () => {
    const { client_id } = await streaming();
    const person = await consenting({ client_id });
    receiver.behave({ status: 400 });
    await service.courier(happens(person, { type: 'account-disabled' }));
    await service.deliver();
    expect(receiver.arrived).toHaveLength(1);
    const errors = dynamoClientErrors('client-errors', DEFAULT_RELYING_PARTIES, randomness);
    expect(await errors.of(client_id, new Date())).toMatchObject([{ endpoint: 'delivery.endpoint_url' }]);
  });

  it('B9: SSF §8.1.2.1: paused, events are held; enabled again, they come in the order they happened', async () => {
    const { client_id, call, stream } = await streaming();
    const person = await consenting({ client_id });
    await call('POST', '/ssf/status', { stream_id: stream, status: 'paused', reason: 'maintenance' });
    expect((await call('GET', `/ssf/status?stream_id=${stream}`)).body).toMatchObject({
      status: 'paused',
      reason: 'maintenance',
    });
    for (const type of ['account-disabled', 'account-enabled', 'account-disabled'] as const) {
      await service.courier(happens(person, { type }));
      await service.deliver();
    }
    expect(receiver.arrived).toHaveLength(0);
    await call('POST', '/ssf/status', { stream_id: stream, status: 'enabled' });
    await service.courier(happens(person, { type: 'account-enabled' }));
    await service.deliver();
    const types = await Promise.all(
      receiver.arrived.map(async (_each, index) =>
        Object.keys((await received(index, client_id)).payload.events as object)[0]
          ?.split('/')
          .at(-1),
      ),
    );
    expect(types).toEqual(['account-disabled', 'account-enabled', 'account-disabled', 'account-enabled']);
  });

  it('B9: SSF §8.1.2.1: disabled, nothing is sent and nothing is held', async () => {
    const { client_id, call, stream } = await streaming();
    const person = await consenting({ client_id });
    await call('POST', '/ssf/status', { stream_id: stream, status: 'paused' });
    await service.courier(happens(person, { type: 'account-disabled' }));
    await service.deliver();
    await call('POST', '/ssf/status', { stream_id: stream, status: 'disabled' });
    await service.courier(happens(person, { type: 'account-enabled' }));
    await service.deliver();
    await call('POST', '/ssf/status', { stream_id: stream, status: 'enabled' });
    await service.deliver();
    expect(receiver.arrived).toHaveLength(0);
  });

  it('B9: SSF §8.1.4: a verification event comes with the state, about the stream; once a minute: 429; not over a paused stream', async () => {
    const { client_id, call, stream } = await streaming();
    const ask = (state: string) => call('POST', '/ssf/verification', { stream_id: stream, state });
    expect((await ask('a state')).status).toBe(204);
    expect((await ask('another')).status).toBe(429);
    await service.deliver();
    const { payload } = await received(0, client_id);
    expect(payload).toMatchObject({
      sub_id: { format: 'opaque', id: stream },
      events: { 'https://schemas.openid.net/secevent/ssf/event-type/verification': { state: 'a state' } },
    });
    expect(receiver.arrived).toHaveLength(1);
    await call('POST', '/ssf/status', { stream_id: stream, status: 'paused' });
    service.advance(61);
    expect((await ask('later')).status).toBe(400);
  });
});

describe('what is told, where it happens', () => {
  const types = async (audience: string) =>
    (await Promise.all(receiver.arrived.map((_each, index) => received(index, audience)))).flatMap(
      ({ payload }) => Object.keys(payload.events as object).map((type) => type.split('/').at(-1)),
    );

  it('B4: the code locked after three wrong ones: account-disabled; no session is ended for that', async () => {
    const { client_id } = await streaming();
    const person = await consenting({ client_id });
    await service.ask(client_id, person);
    const [approval] = await person.phone.approvals();
    if (approval === undefined) throw new Error('not asked');
    for (let attempt = 0; attempt < 4; attempt += 1) await person.phone.decide(approval, 'approve', '7777');
    await service.deliver();
    expect(await types(client_id)).toEqual(['account-disabled']);
  });

  it('B4: a recovery with a new phone: the old key revoked, sessions ended by logout and tokens at once, the identity usable', async () => {
    const rp = await client({ backchannel_logout_uri: `${receiver.origin}/logout` });
    await streaming(rp);
    const person = await service.personWithPhone();
    const id = await service.ask(rp.client_id, person);
    await service.decide(person, 'approve');
    const { body } = await service.poll(rp.client_id, id);
    const token = await person.link('recover');
    const code = await activationCodeFor(service, person, token);
    expect((await testPhone(service.browser()).activate(token, code, '9264')).status).toBe(200);
    await service.deliver();
    const logouts = receiver.arrived.filter(({ path }) => path === '/logout');
    expect(logouts).toHaveLength(1);
    receiver.arrived.splice(
      0,
      receiver.arrived.length,
      ...receiver.arrived.filter(({ path }) => path === '/events'),
    );
    expect((await types(rp.client_id)).sort()).toEqual([
      'account-enabled',
      'credential-change',
      'session-revoked',
    ]);
    const userinfo = await fetch(`${service.issuer}/oauth/userinfo`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(userinfo.status).toBe(401);
  });
});
