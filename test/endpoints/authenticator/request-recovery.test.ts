import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { testPhone } from '../../support/phone.ts';
import { activationCodeFor, put, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const ask = (phone: string) => service.browser().call('POST', '/api/authenticator/recovery', { phone });
const tokenSent = (): string => new URL(service.aws.sent.queued.at(-1)?.data.link ?? '').hash.slice(1);

describe('POST /api/authenticator/recovery', () => {
  it('B4: e-mail link, SMS code, new PIN on a new phone: the identity is back', async () => {
    const person = await service.personWithPhone();
    expect((await ask(person.identity.phone_number)).status).toBe(204);
    expect(service.aws.sent.queued.at(-1)).toMatchObject({
      template: 'account-recovery',
      to: { email: person.identity.email },
    });
    const token = tokenSent();
    const phone = testPhone(service.browser());
    const done = await phone.activate(token, await activationCodeFor(service, person, token), '5927');
    expect(done.status).toBe(200);
    expect(await phone.approvals()).toEqual([]);
  });

  it('A11: a person whose activation link was lost gets another', async () => {
    const person = await service.person();
    await ask(person.identity.phone_number);
    const { body } = await service
      .browser()
      .call('POST', '/api/authenticator/activation', { token: tokenSent() });
    expect(body.purpose).toBe('activate');
  });

  it('X2: the same answer for an unknown, a suspended and a known number; nobody else is written to', async () => {
    const known = await service.personWithPhone();
    const suspended = await service.personWithPhone();
    await put('accounts', { ...suspended.account, status: 'suspended' });
    const seen = [];
    for (const phone of [known.identity.phone_number, '+33699999997', suspended.identity.phone_number]) {
      const { status, body } = await ask(phone);
      seen.push({ status, body, to: Object.keys(service.aws.sent.queued.at(-1)?.to ?? {}) });
    }
    expect(seen.map(({ status, body }) => [status, body])).toEqual(Array(3).fill([204, {}]));
    expect(seen.map(({ to }) => to)).toEqual([['email'], [], []]);
    const decoy = await service
      .browser()
      .call('POST', '/api/authenticator/activation', { token: tokenSent() });
    expect(decoy.status).toBe(410);
  });

  it('X2: three times an hour for one number, known or not', async () => {
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await ask('+33699999996')).status);
    expect(statuses).toEqual([204, 204, 204, 429]);
  });
});
