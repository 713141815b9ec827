import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoDevices } from '../../../lambdas/adapters/aws/dynamo-devices.ts';
import { type TestKey, testKey } from '../../support/device-proof.ts';
import {
  activationCodeFor,
  type Person,
  type SignInService,
  startSignInService,
} from '../../support/sign-in.ts';

const PATH = '/api/authenticator/activation/code';
let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

interface Attempt {
  readonly person: Person;
  readonly token: string;
  readonly code: string;
  readonly key: TestKey;
}

async function attempt(): Promise<Attempt> {
  const person = await service.person();
  const token = await person.link('activate');
  return { person, token, code: await activationCodeFor(service, person, token), key: testKey() };
}

function bind(
  { token, key }: Attempt,
  code: string,
  proof: { header?: object; payload?: object } = {},
  signer = key,
) {
  const body = JSON.stringify({ token, code, device: { name: 'My phone', key: key.jwk } });
  const header = signer.proof('POST', PATH, body, { jwk: key.jwk, ...proof.header }, proof.payload);
  return service
    .browser()
    .call<{ deviceId: string; code?: string }>('POST', PATH, body, { 'device-proof': header });
}

const wrong = (code: string): string => (code === '0000' ? '1111' : '0000');

describe('POST /api/authenticator/activation/code', () => {
  it('A11: link, code and key admit the phone; it may not approve before the PIN is chosen', async () => {
    const made = await attempt();
    const { status, body } = await bind(made, made.code);
    expect(status).toBe(200);
    const device = await dynamoDevices('devices').find(body.deviceId);
    expect(device).toMatchObject({ accountId: made.person.account.id, status: 'pending', name: 'My phone' });
    const proof = made.key.proof('GET', '/api/authenticator/approvals', '', { kid: body.deviceId });
    const answer = await service
      .browser()
      .call('GET', '/api/authenticator/approvals', undefined, { 'device-proof': proof });
    expect(answer.status).toBe(401);
  });

  it('A3: three wrong codes, and the right one no longer helps', async () => {
    const made = await attempt();
    for (const left of [2, 1, 0]) {
      const { body } = await bind(made, wrong(made.code));
      expect(body).toMatchObject({ code: 'code-wrong', triesLeft: left });
    }
    expect((await bind(made, made.code)).body.code).toBe('code-spent');
  });

  it('A3: a code serves once and for ten minutes', async () => {
    const made = await attempt();
    await bind(made, made.code);
    expect((await bind(made, made.code)).status).toBe(410);
    const late = await attempt();
    service.advance(601);
    expect((await bind(late, late.code)).body.code).toBe('code-expired');
  });

  it.each([
    ['no jwk in it', { header: { jwk: undefined, kid: 'x' } }],
    ['another type', { header: { typ: 'JWT' } }],
    ['both kid and jwk', { header: { kid: 'x' } }],
    ['another method', { payload: { htm: 'GET' } }],
    ['another path', { payload: { htu: '/api/authenticator/activation' } }],
    ['another body', { payload: { bh: 'x'.repeat(43) } }],
    ['an old time', { payload: { iat: Math.floor(Date.now() / 1000) - 61 } }],
    ['a time to come', { payload: { iat: Math.floor(Date.now() / 1000) + 120 } }],
    ['no jti', { payload: { jti: undefined } }],
  ])('A11: RFC 9449 §4.3 in manner: refuses a proof with %s, and spends no try', async (_name, proof) => {
    const made = await attempt();
    expect((await bind(made, made.code, proof)).status).toBe(401);
    expect((await bind(made, made.code)).status).toBe(200);
  });

  it('A11: refuses a proof by another key than the one being bound', async () => {
    const made = await attempt();
    expect((await bind(made, made.code, {}, testKey())).status).toBe(401);
    const other = testKey();
    expect((await bind(made, made.code, { header: { jwk: other.jwk } }, other)).status).toBe(401);
  });

  it('A11: refuses a request without proof, and a key that is none', async () => {
    const made = await attempt();
    const body = { token: made.token, code: made.code, device: { name: 'x', key: made.key.jwk } };
    expect((await service.browser().call('POST', PATH, body)).status).toBe(401);
    const odd = { ...body, device: { name: 'x', key: { ...made.key.jwk, d: 'secret' } } };
    expect((await service.browser().call('POST', PATH, odd)).status).toBe(400);
  });
});
