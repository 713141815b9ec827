import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoAccountChanges } from '../../../lambdas/adapters/aws/dynamo-account-changes.ts';
import { dynamoAccountHandles } from '../../../lambdas/adapters/aws/dynamo-account-handles.ts';
import { dynamoDevices } from '../../../lambdas/adapters/aws/dynamo-devices.ts';
import { DEFAULT_CONTACTS } from '../../../lambdas/contracts/settings.ts';
import {
  change,
  handleOf,
  identityNow,
  reachable,
  startContactService,
  tell,
  undoToken,
  unusedContacts,
} from '../../support/contacts.ts';
import { accountOf, auditOf, changeAccount, logIn } from '../../support/holder.ts';
import { testPhone } from '../../support/phone.ts';
import { activationCodeFor, type PersonWithPhone, type SignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startContactService();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const undo = (token: string) => service.browser().call('POST', '/api/account/contacts/undo', { token });
const holderOf = async (kind: 'email' | 'phone', value: string) =>
  dynamoAccountHandles('account-handles').accountOf(await handleOf(kind, value));

/** Somebody with the phone and its code made address, then number, their own. */
async function robbed(): Promise<{ person: PersonWithPhone; email: string; phone: string; token: string }> {
  const person = await reachable(service);
  const { email, phone } = unusedContacts();
  await change(service, person, 'email', email);
  await tell(person);
  const token = undoToken(service, person.identity.email);
  await change(service, person, 'phone', phone);
  await tell(person);
  return { person, email, phone, token };
}

describe('"it was not me"', () => {
  it('B11: the link sent to the former address puts both back, and shuts the phone out', async () => {
    const { person, email, phone, token } = await robbed();
    const { deviceId = '' } = await accountOf(person);
    expect((await undo(token)).status).toBe(204);
    expect(await identityNow(person)).toEqual(person.identity);
    expect(await holderOf('email', person.identity.email)).toBe(person.account.id);
    expect(await holderOf('phone', person.identity.phone_number)).toBe(person.account.id);
    expect([await holderOf('email', email), await holderOf('phone', phone)]).toEqual([undefined, undefined]);
    const account = await accountOf(person);
    expect(account.deviceId).toBeUndefined();
    expect(account.phoneHandle).toBe(await handleOf('phone', person.identity.phone_number));
    expect((await dynamoDevices('devices').find(deviceId))?.status).toBe('revoked');
    expect((await person.phone.call('GET', '/api/account/identity')).status).toBe(401);
    await expect(logIn(person)).rejects.toThrow();
  });

  it('B11: the identity is then recovered by the former number and address, and by no other', async () => {
    const { person, phone: stolen, token } = await robbed();
    await undo(token);
    const ask = (phone: string) => service.browser().call('POST', '/api/authenticator/recovery', { phone });
    await ask(stolen);
    expect(service.aws.sent.queued.at(-1)?.to).toEqual({});
    await ask(person.identity.phone_number);
    const message = service.aws.sent.queued.at(-1);
    expect(message?.to.email).toBe(person.identity.email);
    const link = new URL(message?.data.link ?? '').hash.slice(1);
    const phone = testPhone(service.browser());
    const done = await phone.activate(link, await activationCodeFor(service, person, link), '5927');
    expect(done.status).toBe(200);
    await logIn({ ...person, phone, pin: '5927' });
  });

  it('B11: the person, the trail and every service are told: tokens and sessions end', async () => {
    const { person, token } = await robbed();
    await undo(token);
    await tell(person);
    expect(service.aws.sent.queued.at(-1)).toMatchObject({
      template: 'contacts-restored',
      to: { email: person.identity.email },
      data: { link: `${service.issuer}/recover` },
    });
    expect((await auditOf(person)).map(({ event }) => event)).toContain('account.contacts-restored');
    const types = service.aws.sent.messages.flatMap((message) =>
      message.kind === 'account-event' && message.accountId === person.account.id ? [message.event.type] : [],
    );
    expect(types).toEqual(
      expect.arrayContaining(['recovery-information-changed', 'credential-revoked', 'sessions-revoked']),
    );
    expect((await accountOf(person)).signedOutAt).toBeDefined();
  });

  it('B11: works once, also when pressed many times at once', async () => {
    const { person, token } = await robbed();
    const { version } = await accountOf(person);
    const answers = await Promise.all([1, 2, 3].map(() => undo(token)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect((await accountOf(person)).version).toBe(version + 1);
    expect((await undo(token)).body.code).toBe('undo-used');
  });

  it('B11: once it was pressed, links about what came later, which a stranger got, undo nothing', async () => {
    const { person, email, token } = await robbed();
    const strangers = undoToken(service, email);
    expect((await undo(token)).status).toBe(204);
    const before = await accountOf(person);
    const refused = await undo(strangers);
    expect([refused.status, refused.body.code]).toEqual([410, 'undo-used']);
    expect(await accountOf(person)).toEqual(before);
    expect(await identityNow(person)).toEqual(person.identity);
  });

  it('B11: nor after a second change was put back; a link about what came before still undoes it', async () => {
    const { person, email, token } = await robbed();
    const strangers = undoToken(service, email);
    const third = unusedContacts();
    await change(service, person, 'email', third.email);
    await tell(person);
    expect((await undo(undoToken(service, email))).status).toBe(204);
    expect((await undo(strangers)).status).toBe(204); // the stranger may undo what is theirs
    expect((await undo(token)).status).toBe(204);
    expect(await identityNow(person)).toEqual(person.identity);
    for (const link of [strangers, undoToken(service, email)])
      expect((await undo(link)).body.code).toBe('undo-used');
  });

  it('B11: ends after the days the message says', async () => {
    const { person, token } = await robbed();
    service.advance(DEFAULT_CONTACTS.undoSeconds + 60);
    expect((await undo(token)).body.code).toBe('undo-expired');
    expect((await identityNow(person)).email).not.toBe(person.identity.email);
  });

  it('B11: a link of another purpose, or of nobody, undoes nothing', async () => {
    const { person } = await robbed();
    const recovery = await person.link('recover');
    for (const token of [recovery, 'x'.repeat(43)]) {
      expect((await undo(token)).body.code).toBe('undo-expired');
    }
  });

  it('B11: a former number that somebody else got meanwhile stays theirs; nothing is half done', async () => {
    const { person, token } = await robbed();
    const other = await reachable(service);
    await change(service, other, 'phone', person.identity.phone_number);
    const before = await accountOf(person);
    const refused = await undo(token);
    expect([refused.status, refused.body.code]).toEqual([409, 'contact-taken']);
    expect(await accountOf(person)).toEqual(before);
    expect(await holderOf('email', person.identity.email)).toBeUndefined();
  });

  it('B11: works while the identity is suspended, which it stays; given back, it waits for a phone', async () => {
    const { person, token } = await robbed();
    await changeAccount(person, { status: 'suspended' });
    expect((await undo(token)).status).toBe(204);
    const account = await accountOf(person);
    expect([account.status, account.deviceId]).toEqual(['suspended', undefined]);
    const { liftSuspension } = dynamoAccountChanges('accounts');
    expect((await liftSuspension(account, { keepsPhone: true, now: new Date() }))?.status).toBe('pending');
  });

  it('B11: nothing of an identity that was closed is put back', async () => {
    const { person, token } = await robbed();
    await changeAccount(person, { status: 'closed' });
    const before = await accountOf(person);
    expect((await undo(token)).body.code).toBe('undo-expired');
    expect(await accountOf(person)).toEqual(before);
  });

  it('C4: a change of address that the stranger left unfinished goes with it', async () => {
    const { person, token } = await robbed();
    const { sealed } = await accountOf(person);
    await changeAccount(person, {
      change: { sealed, attributes: ['address'], at: new Date().toISOString() },
    });
    expect((await undo(token)).status).toBe(204);
    expect((await accountOf(person)).change).toBeUndefined();
  });
});
