import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { approve, authorizationParameters, openPage, redeem, SECRET } from '../../support/relying-party.ts';
import { type PersonWithPhone, put, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  await service.register({
    client_id: 'rp',
    client_secret_hash: hashSecret(SECRET),
    redirect_uris: ['https://rp.example/callback'],
    remember_consent: true,
  });
});
afterAll(() => service.stop());

/** Suspended at a counter, and lifted a moment later: the identity is active again. */
const suspendedOnce = async ({ account, phone }: PersonWithPhone): Promise<void> => {
  const signedOutAt = new Date(Date.now() + 1000).toISOString();
  await put('accounts', { ...account, status: 'active', deviceId: phone.deviceId, signedOutAt });
};

async function signIn(person: PersonWithPhone) {
  const page = await openPage(service);
  await approve(page, person);
  const { body } = await page.post('consent', { decision: 'allow' });
  return { page, code: new URL(body.redirectTo ?? '').searchParams.get('code') ?? '' };
}

describe('an identity that was suspended and is active again', () => {
  it('B11: what an access token from before opened stays closed', async () => {
    const person = await service.personWithPhone();
    const { code } = await signIn(person);
    const { body } = await redeem(service, { code });
    const headers = { authorization: `Bearer ${body.access_token}` };
    const userinfo = async () => (await fetch(`${service.issuer}/oauth/userinfo`, { headers })).status;
    expect(await userinfo()).toBe(200);
    await suspendedOnce(person);
    expect(await userinfo()).toBe(401);
  });

  it('B11: a code from before is worth nothing', async () => {
    const person = await service.personWithPhone();
    const { code } = await signIn(person);
    await suspendedOnce(person);
    expect((await redeem(service, { code })).body.error).toBe('invalid_grant');
  });

  it('B11: an approval from before signs nobody in', async () => {
    const person = await service.personWithPhone();
    const page = await openPage(service);
    await approve(page, person);
    await suspendedOnce(person);
    const { body } = await page.post('consent', { decision: 'allow' });
    const back = new URL(body.redirectTo ?? (await page.show()).redirectTo ?? '');
    expect(back.searchParams.get('error')).toBe('access_denied');
  });

  it('B11: a browser signed in before has no session any more', async () => {
    const person = await service.personWithPhone();
    const { page } = await signIn(person);
    const silent = async () => {
      const parameters = authorizationParameters({ prompt: 'none', acr_values: 'eidas1' });
      const { location } = await page.browser.visit(`${service.issuer}/oauth/authorize?${parameters}`);
      return new URL(location ?? '').searchParams;
    };
    expect((await silent()).get('code')).toBeTruthy();
    await suspendedOnce(person);
    expect((await silent()).get('error')).toBe('login_required');
  });
});
