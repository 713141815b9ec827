import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPage } from '../../support/relying-party.ts';
import { put, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService({
    textMessagesPerNumber: { limit: 3, windowSeconds: 600 },
    textMessagesPerAddress: { limit: 1000, windowSeconds: 600 },
  });
  await service.register({ client_id: 'rp' });
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const texts = () => service.aws.sent.queued.filter(({ id }) => id?.startsWith('sign-in-text-message:'));

/** The page of a browser that waits for a phone. */
async function waiting(phone: string) {
  const page = await openPage(service);
  const { status, body } = await page.post('phone', { phone });
  expect([status, body.textMessage]).toEqual([200, 'offered']);
  return page;
}

describe('POST /api/sign-in/{interaction}/text-message', () => {
  it('B3: the number is told by SMS, who asks and where to look, and the page knows', async () => {
    const { identity } = await service.personWithPhone();
    const page = await waiting(identity.phone_number);
    const { status, body } = await page.post('text-message');
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'waiting', textMessage: 'sent' });
    expect(await page.show()).toMatchObject({ state: 'waiting', textMessage: 'sent' });
    expect(texts().at(-1)).toMatchObject({
      template: 'sign-in-request',
      to: { phone: identity.phone_number },
      data: { client: 'Tax service', link: `${service.issuer}/app` },
      until: body.expiresAt,
    });
    expect(texts().at(-1)?.to).not.toHaveProperty('account'); // no second push
  });

  it('B3: one an approval, also when fifty ask at once; the next approval has its own', async () => {
    const { identity } = await service.personWithPhone();
    const page = await waiting(identity.phone_number);
    const before = texts().length;
    const answers = await Promise.all(Array.from({ length: 50 }, () => page.post('text-message')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(texts().length - before).toBe(1);
    expect((await page.post('text-message')).status).toBe(409);
  });

  it('B3: a second one is refused with the reason', async () => {
    const { identity } = await service.personWithPhone();
    const page = await waiting(identity.phone_number);
    await page.post('text-message');
    const again = await page.post('text-message');
    expect([again.status, (again.body as { code?: string }).code]).toEqual([409, 'text-message-sent']);
  });

  it('B3: nothing is sent before a number was typed, after the phone answered, or when the time is over', async () => {
    const before = texts().length;
    expect((await (await openPage(service)).post('text-message')).status).toBe(409);
    const person = await service.personWithPhone();
    const page = await waiting(person.identity.phone_number);
    const [approval] = await person.phone.approvals();
    if (approval === undefined) throw new Error('not asked');
    await person.phone.decide(approval, 'approve', person.pin);
    expect((await page.post('text-message')).status).toBe(409);
    const late = await waiting(person.identity.phone_number);
    service.advance(181);
    expect((await late.post('text-message')).status).toBe(409);
    expect(texts().length).toBe(before);
  });

  it('B12: a test persona’s number, which is nobody’s, is never written to', async () => {
    await service.register({ client_id: 'sandbox', environment: 'sandbox' });
    const phone_number = '+33639980321';
    await service.personWithPhone({ persona: { owner: 'somebody' } }, { phone_number });
    const page = await openPage(service, { client_id: 'sandbox' });
    await page.post('phone', { phone: phone_number });
    expect((await page.post('text-message')).body.textMessage).toBe('sent');
    expect(texts().at(-1)?.to).toEqual({});
  });

  it('B3: another browser is told that there is no such sign-in', async () => {
    const { identity } = await service.personWithPhone();
    const page = await waiting(identity.phone_number);
    const { status } = await service.browser().call('POST', `${page.path}/text-message`);
    expect(status).toBe(404);
  });
});

describe('no one learns who has an identity (X2)', () => {
  const withoutChance = (view: object): object =>
    JSON.parse(
      JSON.stringify(view, (key, value) => (/bindingNumber|expiresAt/.test(key) ? typeof value : value)),
    );

  it('X2: nobody’s number, a suspended one, one with pushes and one without: same answer, same calls, same cookies', async () => {
    service.advance(0); // the clock stands: nothing that is remembered runs out while calls are counted
    const plain = await service.personWithPhone();
    const suspended = await service.personWithPhone();
    await put('accounts', { ...suspended.account, status: 'suspended' });
    const pushed = await service.personWithPhone();
    const endpoint = 'https://push.example/a';
    await pushed.phone.call('PUT', '/api/authenticator/push-subscription', { endpoint });
    const numbers = [plain, suspended, pushed].map(({ identity }) => identity.phone_number);
    const seen = [];
    for (const phone of ['+33699999991', ...numbers]) {
      const page = await waiting(phone);
      const before = new Map(service.aws.calls);
      const first = await page.post('text-message');
      const second = await page.post('text-message');
      const calls = [...service.aws.calls].map(([name, n]) => [name, n - (before.get(name) ?? 0)]);
      seen.push({
        first: [first.status, withoutChance(first.body)],
        second: [second.status, second.body.code],
        cookies: [...page.browser.cookies().values()].map(({ length }) => length),
        calls,
        polled: withoutChance(await page.show()),
      });
    }
    for (const one of seen) expect(one).toEqual(seen[0]);
  });

  it('X2: so many a number, known or not; then 429 with the time to wait', async () => {
    service.advance(0);
    const { identity } = await service.personWithPhone();
    for (const phone of [identity.phone_number, '+33699999992']) {
      const statuses = [];
      for (let n = 0; n < 4; n += 1)
        statuses.push((await (await waiting(phone)).post('text-message')).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
    }
  });

  it('X2: the limit of a number holds over its approvals, all pressed at once, known or not', async () => {
    service.advance(0);
    const { identity } = await service.personWithPhone();
    for (const phone of [identity.phone_number, '+33699999990']) {
      const pages = [];
      for (let n = 0; n < 8; n += 1) pages.push(await waiting(phone));
      const before = texts().length;
      const answers = await Promise.all(pages.map((page) => page.post('text-message')));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429, 429, 429, 429]);
      expect(texts().length - before).toBe(3);
    }
  });

  it('X2: for nobody’s number a message without address is queued', async () => {
    const page = await waiting('+33699999993');
    await page.post('text-message');
    expect(texts().at(-1)?.to).toEqual({});
  });
});
