import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../../lambdas/contracts/problem.ts';
import type { RelyingPartiesView } from '../../../lambdas/contracts/relying-parties.ts';
import { issueRegistrationToken } from '../../../lambdas/domain/client-registration/registration-token.ts';
import { sealer } from '../../../lambdas/domain/sealed-token/sealer.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { type Portal, type PortalOwner, SERVICE, startPortal } from '../../support/portal.ts';

let portal: Portal;
let ada: PortalOwner;
beforeAll(async () => {
  portal = await startPortal({ selfRegistration: false });
  ada = await portal.owner();
});
afterAll(() => portal.stop());

it.each([
  ['/api/relying-parties', SERVICE],
  ['/api/relying-party-tokens', undefined],
  ['/api/personas', {}],
])('B12: where the operator registers alone, POST %s says so', async (path, body) => {
  const answer = await ada.call<Problem>('POST', path, body);
  expect([answer.status, answer.body.code]).toEqual([403, 'self-registration-off']);
});

it('B12: … and the list says that nothing can be added', async () => {
  const { body } = await ada.call<RelyingPartiesView>('GET', '/api/relying-parties');
  expect(body).toEqual({ relyingParties: [], limit: 0 });
});

it('B12: … and a token issued before is not good any more (RFC 7591 §3)', async () => {
  const { deploymentSecret } = await import('../../../lambdas/adapters/aws/secrets.ts');
  const secret = await deploymentSecret('entrusted')();
  const { token } = issueRegistrationToken(
    ada.account.id,
    new Date(),
    sealer(secret, 'registration', randomness.bytes),
  );
  const headers = { authorization: `Bearer ${token}` };
  const answer = await portal.anybody('POST', '/oauth/register', SERVICE, headers);
  expect([answer.status, answer.body.error]).toEqual([403, 'access_denied']);
});
