import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeFor } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  await service.register({ client_id: 'rp' });
});
afterAll(() => service.stop());

describe('GET /api/account/consents', () => {
  it('B5: names each service and what it gets; one line a service', async () => {
    const person = await service.personWithPhone();
    await codeFor(service, person, { scope: 'openid email' });
    await codeFor(service, person, { scope: 'openid gender' });
    const { body } = await person.phone.call<{ consents: object[] }>('GET', '/api/account/consents');
    expect(body.consents).toHaveLength(1);
    expect(body.consents[0]).toMatchObject({ clientId: 'rp', client: 'Tax service' });
  });

  it('B5: is shown to the phone of the person only', async () => {
    expect((await service.browser().call('GET', '/api/account/consents')).status).toBe(401);
    const other = await service.personWithPhone();
    expect((await other.phone.call('GET', '/api/account/consents')).body).toEqual({ consents: [] });
  });
});
