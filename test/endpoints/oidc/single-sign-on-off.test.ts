import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { approve, authorizationParameters, openPage, SECRET } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService({
    singleSignOn: { enabled: false, sessionSeconds: 28_800, idleSeconds: 1800 },
  });
  await service.register({ client_id: 'rp', client_secret_hash: hashSecret(SECRET), remember_consent: true });
});
afterAll(() => service.stop());

describe('an operator who wants no single sign-on', () => {
  it('B10: nothing is kept in the browser, and prompt=none answers login_required', async () => {
    const page = await openPage(service);
    await approve(page, await service.personWithPhone());
    expect((await page.post('consent', { decision: 'allow' })).status).toBe(200);
    expect([...page.browser.cookies().keys()]).toEqual([]);
    const parameters = authorizationParameters({ prompt: 'none' });
    const { location } = await page.browser.visit(`${service.issuer}/oauth/authorize?${parameters}`);
    expect(new URL(location ?? '').searchParams.get('error')).toBe('login_required');
  });
});
