import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  accountOf,
  auditOf,
  changeAccount,
  citizen,
  operatorBrowser,
  startHolderService,
} from '../../support/holder.ts';
import type { TestBrowser } from '../../support/http.ts';
import { dyingProcess } from '../../support/leaving.ts';
import { testPhone } from '../../support/phone.ts';
import { openPage } from '../../support/relying-party.ts';
import { activationCodeFor, type PersonWithPhone, type SignInService } from '../../support/sign-in.ts';

let service: SignInService;
let counter: TestBrowser;
beforeAll(async () => {
  service = await startHolderService();
  counter = await operatorBrowser(service);
  await service.register({ client_id: 'rp' });
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const at = ({ account }: PersonWithPhone) => `/api/registry/people/${account.id}/suspension`;
const suspend = (person: PersonWithPhone, reason = 'misuse', by = counter) =>
  by.call('POST', at(person), { reason, identified: true });
const lift = (person: PersonWithPhone) => counter.call('DELETE', at(person));
const messagesAbout = ({ account }: PersonWithPhone) =>
  service.aws.sent.messages.flatMap((message) =>
    message.kind === 'account-event' && message.accountId === account.id ? [message] : [],
  );
const eventOf = (person: PersonWithPhone, type: string) =>
  messagesAbout(person).find(({ event }) => event.type === type)?.event;
const session = async ({ phone }: PersonWithPhone) =>
  (await phone.call('GET', '/api/authenticator/session')).status;
const eventsOf = async (person: PersonWithPhone) =>
  (await auditOf(person)).map(({ event }) => event).filter((event) => event.startsWith('identity.'));

describe('an operator suspends an identity', () => {
  it('B11: nobody signs in with it, every session ends; services learn why, and the person is told with the operator’s name', async () => {
    const person = await citizen(service, {}, { email: 'suspended@example.org' });
    const { status, body } = await suspend(person);
    expect([status, body]).toMatchObject([200, { account: person.account.id, status: 'suspended' }]);
    expect(await session(person)).toBe(403);
    const logIn = await person.phone.call('POST', '/api/authenticator/log-in', { pin: person.pin });
    expect(logIn.body.code).toBe('account-not-usable');
    const page = await openPage(service);
    await page.post('phone', { phone: person.identity.phone_number });
    for (const approval of await person.phone.approvals()) {
      const refused = await person.phone.decide(approval, 'approve', person.pin);
      expect(refused.body.code).toBe('account-not-usable');
    }
    expect(eventOf(person, 'account-disabled')).toEqual({ type: 'account-disabled', reason: 'hijacking' });
    expect(eventOf(person, 'sessions-revoked')).toBeDefined();
    expect(messagesAbout(person)).toHaveLength(2);
    expect(await eventsOf(person)).toEqual(['identity.suspended']);
    expect((await auditOf(person)).find(({ event }) => event === 'identity.suspended')).toMatchObject({
      actor: 'operator:alice',
      details: { reason: 'misuse' },
    });
    const told = service.aws.sent.queued.filter(({ to }) => to?.email === 'suspended@example.org');
    expect(told.at(-1)).toMatchObject({ template: 'counter-act' });
    expect(String(told.at(-1)?.data?.act)).toContain('suspended');
  });

  it.each(['on-request', 'doubtful-identity', 'death'])(
    'B11: the reason %s is ours alone: services learn that it is disabled, not why',
    async (reason) => {
      const person = await citizen(service);
      await suspend(person, reason);
      expect(eventOf(person, 'account-disabled')).toEqual({ type: 'account-disabled' });
    },
  );

  it('B11: the suspension is shown at the counter; a colleague, or another reason, is refused', async () => {
    const person = await citizen(service);
    await suspend(person);
    const bruno = await operatorBrowser(service, { name: 'bruno' });
    expect((await suspend(person, 'misuse', bruno)).body.code).toBe('identity-suspended');
    expect((await suspend(person, 'death')).body.code).toBe('identity-suspended');
    const shown = await counter.call(
      'GET',
      `/api/registry/people/${person.account.id}?identified=ex-officio`,
    );
    expect(shown.body).toMatchObject({ status: 'suspended', suspension: { reason: 'misuse', by: 'alice' } });
  });

  it('B11: asked again, it does what a failure left undone, and nothing twice', async () => {
    const person = await citizen(service);
    expect((await suspend(person)).status).toBe(200);
    const { version } = await accountOf(person);
    expect((await suspend(person)).status).toBe(200);
    expect((await accountOf(person)).version).toBe(version);
    expect(new Set(messagesAbout(person).map(({ id }) => id)).size).toBe(2);
    expect(await eventsOf(person)).toEqual(['identity.suspended']);
  });

  it('B11: a crash between any two writes leaves the identity stopped; asked again, services, trail and person are told once', async () => {
    service.advance(0); // the clock stands: what is written names the same instant
    const person = await citizen(service);
    const process = dyingProcess();
    let lives = 0;
    for (let status = 0; status !== 200; lives += 1) {
      status = (await suspend(person)).status;
      process.deaths();
    }
    process.restore();
    expect(lives).toBeGreaterThan(4);
    expect((await accountOf(person)).status).toBe('suspended');
    expect(new Set(messagesAbout(person).map(({ id }) => id)).size).toBe(2);
    expect(await eventsOf(person)).toEqual(['identity.suspended']);
  });

  it('B11: of ten simultaneous suspensions one is written', async () => {
    const person = await citizen(service);
    const { version } = await accountOf(person);
    const answers = await Promise.all(Array.from({ length: 10 }, () => suspend(person)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect((await accountOf(person)).version).toBe(version + 1);
    expect(await eventsOf(person)).toEqual(['identity.suspended']);
  });

  it('B11: lifted, the identity is what it was; sessions, approvals and sign-ins from before stay ended', async () => {
    const person = await citizen(service);
    const page = await openPage(service);
    await page.post('phone', { phone: person.identity.phone_number });
    const [approval] = await person.phone.approvals();
    if (approval === undefined) throw new Error('The phone was not asked.');
    await person.phone.decide(approval, 'approve', person.pin);
    await suspend(person, 'on-request');
    expect((await lift(person)).body).toMatchObject({ status: 'active' });
    expect(await session(person)).toBe(401);
    expect((await page.show()).state).not.toBe('consent');
    service.advance(1);
    expect((await person.phone.call('POST', '/api/authenticator/log-in', { pin: person.pin })).status).toBe(
      201,
    );
    expect(await session(person)).toBe(200);
    expect(eventOf(person, 'account-enabled')).toBeDefined();
    expect(eventOf(person, 'credential-revoked')).toBeUndefined();
    expect((await eventsOf(person)).sort()).toEqual(['identity.suspended', 'identity.suspension-lifted']);
    expect((await lift(person)).body.code).toBe('identity-not-suspended');
  });

  it('B11: given back after misuse, the phone and code it was misused with open nothing: a phone is bound anew', async () => {
    const person = await citizen(service);
    await suspend(person, 'misuse');
    expect((await lift(person)).body.status).toBe('pending');
    expect(eventOf(person, 'credential-revoked')).toEqual({ type: 'credential-revoked', credential: 'app' });
    service.advance(1);
    const logIn = await person.phone.call('POST', '/api/authenticator/log-in', { pin: person.pin });
    expect(logIn.status).toBe(401);
    const number = person.identity.phone_number;
    await service.browser().call('POST', '/api/authenticator/recovery', { phone: number });
    const token = new URL(service.aws.sent.queued.at(-1)?.data.link ?? '').hash.slice(1);
    const phone = testPhone(service.browser());
    expect(
      (await phone.activate(token, await activationCodeFor(service, person, token), '5927')).status,
    ).toBe(200);
    expect((await accountOf(person)).status).toBe('active');
  });

  it('B11: what a request that ran while the suspension was written left open ends when it is lifted', async () => {
    const person = await citizen(service);
    await suspend(person, 'on-request');
    const signedOutAt = new Date(Date.now() - 60_000).toISOString(); // the session is younger
    await changeAccount(person, { signedOutAt });
    await lift(person);
    expect(await session(person)).toBe(401);
  });

  it('B11: a link to bind a phone that was sent before counts no more either', async () => {
    const person = await citizen(service);
    const number = person.identity.phone_number;
    await service.browser().call('POST', '/api/authenticator/recovery', { phone: number });
    const token = new URL(service.aws.sent.queued.at(-1)?.data.link ?? '').hash.slice(1);
    await suspend(person, 'on-request');
    await lift(person);
    service.advance(1);
    const started = await service.browser().call('POST', '/api/authenticator/activation', { token });
    expect([started.status, started.body.code]).toEqual([410, 'link-expired']);
  });

  it('B11: suspended before a phone was bound, it waits for its phone again once lifted', async () => {
    const person = await service.person();
    const path = `/api/registry/people/${person.account.id}/suspension`;
    await counter.call('POST', path, { reason: 'on-request', identified: true });
    const token = await person.link('activate');
    const started = await service.browser().call('POST', '/api/authenticator/activation', { token });
    expect(started.status).not.toBe(200);
    expect((await counter.call('DELETE', path)).body.status).toBe('pending');
  });

  it.each([{}, { reason: 'misuse' }, { reason: 'mood', identified: true }])(
    'B11: %j is refused: a reason that is known, and an identification',
    async (body) => {
      const person = await citizen(service);
      expect((await counter.call('POST', at(person), body)).status).toBe(400);
      expect((await accountOf(person)).status).toBe('active');
    },
  );
});
