import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoDevices } from '../../../lambdas/adapters/aws/dynamo-devices.ts';
import { callsOf, openPage } from '../../support/relying-party.ts';
import { put, type SignInService, startSignInService } from '../../support/sign-in.ts';

const PATH = '/api/authenticator/approvals';
let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  await service.register({ client_id: 'rp' });
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

describe('GET /api/authenticator/approvals', () => {
  it("B3: shows this person's open requests only, and none that ran out", async () => {
    const [one, two] = [await service.personWithPhone(), await service.personWithPhone()];
    await (await openPage(service)).post('phone', { phone: one.identity.phone_number });
    expect(await one.phone.approvals()).toHaveLength(1);
    expect(await two.phone.approvals()).toHaveLength(0);
    service.advance(181);
    expect(await one.phone.approvals()).toHaveLength(0);
  });

  it('B3: greets by given name and says how the identity stands', async () => {
    const person = await service.personWithPhone();
    const { body } = await person.phone.call('GET', PATH);
    expect(body).toEqual({ account: { status: 'active', givenName: 'Maëlys Gaëlle Marie' }, approvals: [] });
    await put('accounts', { ...person.account, status: 'suspended', deviceId: person.phone.deviceId });
    expect((await person.phone.call('GET', PATH)).body).toMatchObject({ account: { status: 'suspended' } });
  });

  it('X2: a proof serves for this one request, for a minute, and costs no write', async () => {
    const person = await service.personWithPhone();
    const seen: RequestInit[] = [];
    const listening = globalThis.fetch;
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      seen.push(init);
      return listening(url, init);
    });
    const calls = await callsOf(service, () => person.phone.approvals());
    vi.unstubAllGlobals();
    expect(calls).toEqual({ 'DynamoDB.BatchGetItem': 1, 'DynamoDB.Query': 1 });
    const again = (path: string) => fetch(service.issuer + path, seen[0]);
    expect((await again(PATH)).status).toBe(200);
    expect((await again('/api/account/consents')).status).toBe(401);
    service.advance(61);
    expect((await again(PATH)).status).toBe(401);
  });

  it('B3: a phone admitted before its id named its account is shown its requests all the same', async () => {
    const person = await service.personWithPhone();
    await (await openPage(service)).post('phone', { phone: person.identity.phone_number });
    const device = await dynamoDevices('devices').find(person.phone.deviceId ?? '');
    await put('devices', { ...device, id: 'of-old' });
    await put('accounts', { ...person.account, status: 'active', deviceId: 'of-old' });
    person.phone.deviceId = 'of-old';
    expect(await person.phone.approvals()).toHaveLength(1);
  });

  it('X2: a phone that names another account is nobody’s', async () => {
    const [one, two] = [await service.personWithPhone(), await service.personWithPhone()];
    one.phone.deviceId = `${two.account.id}.${one.phone.deviceId?.split('.')[1]}`;
    expect((await one.phone.call('GET', PATH)).status).toBe(401);
  });

  it.each([
    ['no proof', undefined],
    ['a proof that is none', 'x.y.z'],
    ['a proof without end', 'e'.repeat(3000)],
  ])('X2: refuses %s', async (_name, proof) => {
    const headers: Record<string, string> = proof === undefined ? {} : { 'device-proof': proof };
    expect((await service.browser().call('GET', PATH, undefined, headers)).status).toBe(401);
  });
});
