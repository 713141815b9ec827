import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { approve, codeFor, openPage, SECRET } from '../../support/relying-party.ts';
import { type PersonWithPhone, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let person: PersonWithPhone;

beforeAll(async () => {
  service = await startSignInService();
  const client_secret_hash = hashSecret(SECRET);
  await service.register({ client_id: 'rp', client_secret_hash, logo_uri: 'https://rp.example/logo.svg' });
  await service.register({ client_id: 'remembering', client_secret_hash, remember_consent: true });
  person = await service.personWithPhone();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const errorIn = (url: string | undefined): string | null => new URL(url ?? '').searchParams.get('error');

describe('consent', () => {
  it('B5: names every claim; refusing sends nothing and is told to the relying party', async () => {
    const page = await openPage(service, { scope: 'openid email' });
    await approve(page, person);
    expect((await page.show()).claims).toEqual(['email', 'email_verified']);
    const { body } = await page.post('consent', { decision: 'deny' });
    expect(errorIn(body.redirectTo)).toBe('access_denied');
    expect(body.redirectTo).not.toContain('code=');
  });

  it('B5: cannot be given before the phone approved', async () => {
    const page = await openPage(service);
    expect((await page.post('consent', { decision: 'allow' })).status).toBe(409);
    await page.post('phone', { phone: person.identity.phone_number });
    expect((await page.post('consent', { decision: 'allow' })).status).toBe(409);
  });

  it('B5: of ten simultaneous answers exactly one gives a code', async () => {
    const page = await openPage(service);
    await approve(page, person);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => page.post('consent', { decision: 'allow' })),
    );
    const codes = answers.filter(({ body }) => body.redirectTo?.includes('code='));
    expect(codes).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  });

  it('B5: at substantial a consent is asked every time, whatever the client wants', async () => {
    await codeFor(service, person, { client_id: 'remembering' });
    const page = await openPage(service, { client_id: 'remembering' });
    await approve(page, person);
    const view = await page.show();
    expect(view.state).toBe('consent');
    expect(view.remembered).toBeUndefined();
  });

  it('B5: at the low level an unchanged consent may stand; more claims, or prompt=consent, ask again', async () => {
    const low = await service.personWithPhone({ level: 'low' });
    const seen = async (changes: Record<string, string>): Promise<boolean | undefined> => {
      const page = await openPage(service, { client_id: 'remembering', ...changes });
      await approve(page, low);
      return (await page.show()).remembered;
    };
    expect(await seen({})).toBeUndefined();
    await codeFor(service, low, { client_id: 'remembering' });
    expect(await seen({})).toBe(true);
    expect(await seen({ scope: 'openid profile email' })).toBeUndefined();
    expect(await seen({ prompt: 'consent' })).toBeUndefined();
  });
});
