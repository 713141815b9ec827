import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeFor, openPage } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';
import { deliverStreams } from '../../support/streams.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  await service.register({ client_id: 'rp' });
});
afterAll(() => service.stop());

describe('GET /api/account/history', () => {
  it('B11: sign-ins and refusals of this person, newest first, with service, level and address', async () => {
    const person = await service.personWithPhone();
    await codeFor(service, person);
    const page = await openPage(service);
    await page.post('phone', { phone: person.identity.phone_number });
    const [approval] = await person.phone.approvals();
    if (approval === undefined) throw new Error('not asked');
    await person.phone.decide(approval, 'refuse');
    await deliverStreams();
    const { body } = await person.phone.call<{ entries: object[] }>('GET', '/api/account/history');
    expect(body.entries).toMatchObject([
      { client: 'Tax service', outcome: 'refused', address: '192.0.2.7' },
      { client: 'Tax service', outcome: 'signed-in', acr: 'eidas2', address: '192.0.2.7' },
    ]);
  });

  it("B11: nobody sees another person's history", async () => {
    const other = await service.personWithPhone();
    expect((await other.phone.call('GET', '/api/account/history')).body).toEqual({ entries: [] });
    expect((await service.browser().call('GET', '/api/account/history')).status).toBe(401);
  });
});
