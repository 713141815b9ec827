import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { openPage, SECRET } from '../../support/relying-party.ts';
import { type PersonWithPhone, put, type SignInService, startSignInService } from '../../support/sign-in.ts';

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

const _errorIn = (url: string | undefined): string | null => new URL(url ?? '').searchParams.get('error');

describe('the phone is asked', () => {
  it('B3: the phone is to be woken, by push or by SMS that names who asks, as long as it can answer; without number or code', async () => {
    const page = await openPage(service);
    await page.post('phone', { phone: person.identity.phone_number });
    const message = service.aws.sent.queued.at(-1);
    expect(message).toMatchObject({
      template: 'sign-in-request',
      to: { phone: person.identity.phone_number, account: person.account.id },
      data: { client: 'Tax service', link: `${service.issuer}/app` },
      until: (await page.show()).expiresAt,
    });
    expect(JSON.stringify(message?.data)).not.toContain(`"${(await page.show()).bindingNumber}"`);
  });

  it('B3: the phone lists the request with the very number of the page', async () => {
    const page = await openPage(service);
    const { body } = await page.post('phone', { phone: `06${person.identity.phone_number.slice(4)}` });
    expect(body.bindingNumber).toMatch(/^\d\d$/);
    expect((await page.show()).bindingNumber).toBe(body.bindingNumber);
    const [approval] = await person.phone.approvals();
    expect(approval).toMatchObject({
      bindingNumber: body.bindingNumber,
      client: { name: 'Tax service' },
      purpose: 'pay your taxes',
      claims: ['given_name', 'family_name', 'preferred_username', 'birthdate', 'gender'],
    });
  });

  it('B3: a corrected number takes the first request back', async () => {
    const page = await openPage(service);
    const other = await service.personWithPhone();
    await page.post('phone', { phone: other.identity.phone_number });
    const [first] = await other.phone.approvals();
    await page.post('phone', { phone: person.identity.phone_number });
    expect(await other.phone.approvals()).toEqual([]);
    if (first === undefined) throw new Error('not asked');
    expect((await other.phone.decide(first, 'approve', other.pin)).status).toBe(409);
    expect((await page.show()).state).toBe('waiting');
  });
});

describe('no one learns who has an identity (X2)', () => {
  const withoutChance = (view: object): object =>
    JSON.parse(
      JSON.stringify(view, (key, value) => (/bindingNumber|expiresAt/.test(key) ? typeof value : value)),
    );

  it('X2: an unknown number, a suspended one and a known one get the same answer by the same calls', async () => {
    service.advance(0); // the clock stands: nothing that is remembered runs out while calls are counted
    const fresh = await service.personWithPhone(); // with every place free, as the stranger's are
    const suspended = await service.personWithPhone();
    await put('accounts', { ...suspended.account, status: 'suspended' });
    const numbers = [fresh.identity.phone_number, '+33699999999', suspended.identity.phone_number];
    const seen = [];
    for (const phone of numbers) {
      const page = await openPage(service);
      const before = new Map(service.aws.calls);
      const { status, body } = await page.post('phone', { phone });
      const calls = [...service.aws.calls].map(([name, n]) => [name, n - (before.get(name) ?? 0)]);
      seen.push({ status, body: withoutChance(body), calls, polled: withoutChance(await page.show()) });
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  it('X2: nobody is written to for an unknown number', async () => {
    const page = await openPage(service);
    await page.post('phone', { phone: '+33699999998' });
    expect(service.aws.sent.queued.at(-1)?.to).toEqual({});
  });

  it('X2: what is no mobile number is refused with the field named', async () => {
    const page = await openPage(service);
    const { status, body } = await page.post('phone', { phone: '12' });
    expect(status).toBe(422);
    expect(body).toMatchObject({ fields: [{ field: 'phone' }] });
    expect((await page.show()).state).toBe('phone');
  });
});
