import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BACKCHANNEL_PATH, type BackChannelService, startBackChannel } from '../../support/back-channel.ts';
import type { PersonWithPhone } from '../../support/sign-in.ts';

const TOKEN = 'bearer-of-the-relying-party';
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

let service: BackChannelService;
let person: PersonWithPhone;
beforeAll(async () => {
  service = await startBackChannel({ backchannelPerClient: { limit: 1000, windowSeconds: 600 } });
  person = await service.personWithPhone();
  const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256' }] };
  await service.ciba({ client_id: 'poll' });
  await service.ciba({ client_id: 'ping', backchannel_token_delivery_mode: 'ping' });
  await service.ciba({ client_id: 'signs', jwks });
  await service.ciba({
    client_id: 'must-sign',
    jwks,
    backchannel_authentication_request_signing_alg: 'ES256',
  });
  await service.ciba({ client_id: 'fapi', jwks, profile: 'fapi2' });
  await service.register({
    client_id: 'code-only',
    client_secret_hash: (await service.ciba({ client_id: 'x' })).client_secret_hash ?? '',
  });
});
afterAll(() => service.stop());

type Form = Readonly<Record<string, string | undefined>>;
const start = (client: string, form: Form = {}) =>
  service.post(client, BACKCHANNEL_PATH, {
    scope: 'openid profile',
    login_hint: person.identity.phone_number,
    ...form,
  });

describe('an authentication request (CIBA Core §7)', () => {
  it('B9: CIBA Core §7.3: is answered with auth_req_id, expires_in and interval, never to be stored', async () => {
    const { status, headers, body } = await start('poll', { binding_message: 'Order 4711' });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      auth_req_id: expect.stringMatching(/^[A-Za-z0-9._-]{22,}$/),
      expires_in: 180,
      interval: 5,
    });
  });

  it('B9: the phone shows who asks, what for, the claims and the message, and no number to compare', async () => {
    const asked = await service.personWithPhone();
    await service.ask('poll', asked, { binding_message: 'W4SCT · 12 €' });
    const [approval] = await asked.phone.approvals();
    expect(approval).toMatchObject({
      client: { name: 'Tax service' },
      purpose: 'pay your taxes',
      claims: ['given_name', 'family_name', 'preferred_username', 'birthdate', 'gender'],
      backchannel: { bindingMessage: 'W4SCT · 12 €' },
    });
  });

  it('B9: one message wakes the phone, by push or SMS as long as it can be answered, and names neither message nor number', async () => {
    const asked = await service.personWithPhone();
    await service.ask('poll', asked, { binding_message: 'secret words' });
    const woken = service.aws.sent.queued.filter(({ to }) => to?.phone === asked.identity.phone_number);
    const [approval] = await asked.phone.approvals();
    expect(woken).toMatchObject([
      { template: 'backchannel-request', to: { account: asked.account.id }, until: approval?.expiresAt },
    ]);
    expect(JSON.stringify(woken)).not.toContain('secret words');
  });

  it('B9: CIBA Core §7.1: requested_expiry is kept, up to ten minutes', async () => {
    expect((await start('poll', { requested_expiry: '60' })).body.expires_in).toBe(60);
    expect((await start('poll', { requested_expiry: '86400' })).body.expires_in).toBe(600);
  });

  it.each<[string, string, Form, number, string]>([
    ['CIBA Core §7.1: without a hint', 'poll', { login_hint: undefined }, 400, 'invalid_request'],
    ['CIBA Core §7.1: two hints', 'poll', { id_token_hint: 'e.y.J' }, 400, 'invalid_request'],
    [
      'CIBA Core §7.2: id_token_hint that is no ID token',
      'poll',
      { login_hint: undefined, id_token_hint: 'e.y.J' },
      400,
      'unknown_user_id',
    ],
    [
      'CIBA Core §7.1: login_hint_token, not supported',
      'poll',
      { login_hint: undefined, login_hint_token: 'x' },
      400,
      'invalid_request',
    ],
    ['CIBA Core §7.1: no scope', 'poll', { scope: undefined }, 400, 'invalid_scope'],
    ['CIBA Core §7.1: scope without openid', 'poll', { scope: 'profile' }, 400, 'invalid_scope'],
    [
      'CIBA Core §13: a hint that is no number',
      'poll',
      { login_hint: 'maelys@example.org' },
      400,
      'unknown_user_id',
    ],
    [
      'CIBA Core §13: a message of two lines',
      'poll',
      { binding_message: 'a\nb' },
      400,
      'invalid_binding_message',
    ],
    [
      'CIBA Core §13: a message that turns the text',
      'poll',
      { binding_message: 'pay \u202e4711' },
      400,
      'invalid_binding_message',
    ],
    [
      'CIBA Core §13: a message too long',
      'poll',
      { binding_message: 'x'.repeat(101) },
      400,
      'invalid_binding_message',
    ],
    [
      'CIBA Core §7.1: requested_expiry of nothing',
      'poll',
      { requested_expiry: '0' },
      400,
      'invalid_request',
    ],
    [
      'CIBA Core §7.1: requested_expiry no number',
      'poll',
      { requested_expiry: 'soon' },
      400,
      'invalid_request',
    ],
    ['CIBA Core §13: acr out of reach', 'poll', { acr_values: 'eidas3' }, 403, 'access_denied'],
    ['CIBA Core §7.1: ping without a token', 'ping', {}, 400, 'invalid_request'],
    [
      'CIBA Core §7.1: a token of too little entropy',
      'ping',
      { client_notification_token: 'short' },
      400,
      'invalid_request',
    ],
    [
      'CIBA Core §7.1: a token over 1024 characters',
      'ping',
      { client_notification_token: 'a'.repeat(1025) },
      400,
      'invalid_request',
    ],
    [
      'CIBA Core §7.1: a token with other characters',
      'ping',
      { client_notification_token: `${TOKEN} {}` },
      400,
      'invalid_request',
    ],
    ['CIBA Core §13: a client of other grants', 'code-only', {}, 400, 'unauthorized_client'],
    ['CIBA Core §13: a wrong secret', 'poll', { client_secret: 'w'.repeat(43) }, 401, 'invalid_client'],
    ['CIBA Core §7.1: no client authentication', 'poll', { client_secret: undefined }, 401, 'invalid_client'],
    ['CIBA Core §7.1.1: unsigned, though registered to sign', 'must-sign', {}, 400, 'invalid_request'],
  ])('B9: %s is refused', async (_what, client, form, status, error) => {
    const answer = await start(client, form);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
  });

  it('B9: CIBA Core §7.1: client_notification_token is the ping clients’ alone; others may send anything', async () => {
    expect((await start('poll', { client_notification_token: 'x' })).status).toBe(200);
    expect((await start('ping', { client_notification_token: TOKEN })).status).toBe(200);
  });
});

describe('a signed request (CIBA Core §7.1.1)', () => {
  const seconds = () => Math.floor(Date.now() / 1000);
  const claims = (changes: Readonly<Record<string, unknown>> = {}) => ({
    iss: 'signs',
    aud: service.issuer,
    iat: seconds(),
    nbf: seconds(),
    exp: seconds() + 60,
    jti: crypto.randomUUID(),
    scope: 'openid profile',
    login_hint: person.identity.phone_number,
    ...changes,
  });
  const sign = (payload: Readonly<Record<string, unknown>>, key = keys.privateKey, alg = 'ES256') =>
    new SignJWT(payload).setProtectedHeader({ alg, kid: 'k1' }).sign(key);
  const send = async (request: string, form: Form = {}, client = 'signs') =>
    service.post(client, BACKCHANNEL_PATH, { request, ...form });

  it('B9: is taken, by clients that must sign too; numbers may come as numbers', async () => {
    expect((await send(await sign(claims({ requested_expiry: 90 })))).body.expires_in).toBe(90);
    expect((await send(await sign(claims({ iss: 'must-sign' })), {}, 'must-sign')).status).toBe(200);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['iss of another', { iss: 'poll' }],
    ['no iss', { iss: undefined }],
    ['aud of another', { aud: 'https://elsewhere.example' }],
    ['no aud', { aud: undefined }],
    ['no exp', { exp: undefined }],
    ['exp over', { exp: 1_000_000_000, nbf: 999_999_990 }],
    ['no iat', { iat: undefined }],
    ['iat to come', { iat: 9_999_999_999 }],
    ['no nbf', { nbf: undefined }],
    ['nbf to come', { nbf: 9_999_999_990, exp: 9_999_999_999 }],
    ['no jti', { jti: undefined }],
    ['more than an hour from nbf to exp (FAPI-CIBA §5.2.2)', { exp: Math.floor(Date.now() / 1000) + 4000 }],
    ['a parameter that is no string', { binding_message: ['a'] }],
  ])('B9: CIBA Core §7.1.1: %s is refused', async (_what, changes) => {
    const { status, body } = await send(await sign(claims(changes)));
    expect([status, body.error]).toEqual([400, 'invalid_request']);
  });

  it('B9: CIBA Core §7.1.1: parameters beside it are refused', async () => {
    const { status, body } = await send(await sign(claims()), { binding_message: 'x' });
    expect([status, body.error]).toEqual([400, 'invalid_request']);
  });

  it('B9: CIBA Core §7.1.1: another key, a shared secret, none, and no JWT are refused', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`;
    const hmac = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode('s'.repeat(43)));
    for (const request of [await sign(claims(), other), none, hmac, 'nothing']) {
      const { status, body } = await send(request);
      expect([status, body.error]).toEqual([400, 'invalid_request']);
    }
  });

  it('B9: CIBA Core §7.1.1: a jti counts once, of twenty at once too', async () => {
    const request = await sign(claims());
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(request)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('FAPI-CIBA §5.2.2 (profile fapi2)', () => {
  it('B9: an unsigned request is refused, and a signed one without binding_message', async () => {
    const unsigned = await start('fapi', { binding_message: 'x' });
    expect([unsigned.status, unsigned.body.error]).toEqual([400, 'invalid_request']);
    const at = Math.floor(Date.now() / 1000);
    const claims = {
      iss: 'fapi',
      aud: service.issuer,
      iat: at,
      nbf: at,
      exp: at + 60,
      scope: 'openid',
      login_hint: person.identity.phone_number,
    };
    const signed = (changes: object) =>
      new SignJWT({ ...claims, jti: crypto.randomUUID(), ...changes })
        .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
        .sign(keys.privateKey);
    const without = await service.post('fapi', BACKCHANNEL_PATH, { request: await signed({}) });
    expect([without.status, without.body.error]).toEqual([400, 'invalid_request']);
    const good = await service.post('fapi', BACKCHANNEL_PATH, {
      request: await signed({ binding_message: 'A1' }),
    });
    expect(good.status).toBe(200);
  });
});

describe('whom it asks (X2)', () => {
  it('X2: CIBA Core §13, §14: a number of nobody looks and costs the same, and simply ends', async () => {
    const calls = (): string =>
      JSON.stringify([...service.aws.calls].filter(([name]) => !name.startsWith('KMS')));
    service.advance(0); // the clock stands: nothing that is remembered runs out while calls are counted
    const fresh = await service.personWithPhone(); // with every place free, as the stranger's are
    await start('poll', { login_hint: '+33612340001' }); // the client is remembered from here on, for half a minute
    const before = calls();
    const known = await start('poll', { login_hint: fresh.identity.phone_number });
    const between = calls();
    const unknown = await start('poll', { login_hint: '+33612340000' });
    expect(difference(between, calls())).toEqual(difference(before, between));
    expect(Object.keys(unknown.body)).toEqual(Object.keys(known.body));
    expect(unknown.body.auth_req_id).toHaveLength(known.body.auth_req_id.length);
    expect((await service.poll('poll', unknown.body.auth_req_id)).body.error).toBe('authorization_pending');
    service.advance(181);
    expect((await service.poll('poll', unknown.body.auth_req_id)).body.error).toBe('expired_token');
  });

  it('X2: a suspended identity is asked like nobody', async () => {
    const stopped = await service.person({ status: 'suspended' });
    const { status, body } = await start('poll', { login_hint: stopped.identity.phone_number });
    expect(status).toBe(200);
    expect((await service.poll('poll', body.auth_req_id)).body.error).toBe('authorization_pending');
  });

  it('B12: a test persona is asked on its queue and never by SMS; at a client of real people it is nobody', async () => {
    await service.ciba({ client_id: 'trial', environment: 'sandbox' });
    const phone_number = '+33639980123';
    const persona = await service.personWithPhone({ persona: { owner: 'somebody' } }, { phone_number });
    service.aws.sent.queued.length = 0;
    const { body } = await start('trial', { login_hint: phone_number });
    const [approval] = await persona.phone.approvals();
    expect(service.aws.sent.queued).toEqual([{ approval: approval?.id, accountId: persona.account.id }]);
    await service.decide(persona, 'approve');
    expect((await service.poll('trial', body.auth_req_id)).status).toBe(200);
    await start('poll', { login_hint: phone_number });
    expect(await persona.phone.approvals()).toEqual([]);
  });

  it('B12: a real person’s number at a sandbox client is refused before anybody is looked up', async () => {
    await service.ciba({ client_id: 'sandbox', environment: 'sandbox' });
    const { status, body } = await start('sandbox');
    expect([status, body.error]).toEqual([403, 'access_denied']);
  });
});

function difference(before: string, after: string): Record<string, number> {
  const [one, other] = [before, after].map((each) => new Map<string, number>(JSON.parse(each)));
  const counted: Record<string, number> = {};
  for (const [name, count] of other ?? []) {
    const more = count - (one?.get(name) ?? 0);
    if (more > 0) counted[name] = more;
  }
  return counted;
}
