import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approve, openPage } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;

beforeAll(async () => {
  service = await startSignInService();
  await service.register({ client_id: 'rp' });
});
afterAll(() => service.stop());

const errorIn = (url: string | undefined): string | null => new URL(url ?? '').searchParams.get('error');

describe('POST /api/sign-in/{interaction}/cancel', () => {
  it('B10: cancel returns to the relying party and ends the request on the phone', async () => {
    const person = await service.personWithPhone();
    const page = await openPage(service);
    await page.post('phone', { phone: person.identity.phone_number });
    const [approval] = await person.phone.approvals();
    const { body } = await page.post('cancel', {});
    expect([body.state, errorIn(body.redirectTo)]).toEqual(['finished', 'access_denied']);
    if (approval === undefined) throw new Error('not asked');
    expect((await person.phone.decide(approval, 'approve', person.pin)).status).toBe(409);
    expect((await page.post('cancel', {})).status).toBe(404); // the cookie is gone
  });

  it('B10: an approval given does not outlive the cancellation', async () => {
    const page = await openPage(service);
    await approve(page, await service.personWithPhone());
    const { body } = await page.post('cancel', {});
    expect(errorIn(body.redirectTo)).toBe('access_denied');
    expect((await page.post('consent', { decision: 'allow' })).status).toBe(404);
  });

  it('B10: works before any number was typed', async () => {
    const page = await openPage(service);
    expect(errorIn((await page.post('cancel')).body.redirectTo)).toBe('access_denied');
  });
});
