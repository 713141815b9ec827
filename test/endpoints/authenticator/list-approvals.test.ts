import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPage } from '../../support/relying-party.ts';
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

  it('X2: a proof serves once', async () => {
    const person = await service.personWithPhone();
    const seen: RequestInit[] = [];
    const listening = globalThis.fetch;
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      seen.push(init);
      return listening(url, init);
    });
    await person.phone.approvals();
    vi.unstubAllGlobals();
    const replayed = await fetch(service.issuer + PATH, seen[0]);
    expect(replayed.status).toBe(401);
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
