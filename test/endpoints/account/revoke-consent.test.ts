import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { codeFor, redeem, SECRET } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

const PATH = '/api/account/consents/rp';
let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  await service.register({ client_id: 'rp', client_secret_hash: hashSecret(SECRET) });
});
afterAll(() => service.stop());

describe('DELETE /api/account/consents/{client}', () => {
  it('B5: the service gets nothing more, not even by the token it holds', async () => {
    const person = await service.personWithPhone();
    const { body } = await redeem(service, { code: await codeFor(service, person) });
    expect((await person.phone.call('DELETE', PATH)).status).toBe(204);
    const headers = { authorization: `Bearer ${body.access_token}` };
    expect((await fetch(`${service.issuer}/oauth/userinfo`, { headers })).status).toBe(401);
    expect((await person.phone.call('GET', '/api/account/consents')).body).toEqual({ consents: [] });
  });

  it('B5: a consent that is not there is 404, one of another person stays', async () => {
    const [one, two] = [await service.personWithPhone(), await service.personWithPhone()];
    await codeFor(service, one);
    expect((await two.phone.call('DELETE', PATH)).status).toBe(404);
    const { body } = await one.phone.call<{ consents: object[] }>('GET', '/api/account/consents');
    expect(body.consents).toHaveLength(1);
  });
});
