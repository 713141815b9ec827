import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../../lambdas/adapters/aws/dynamo-box-items.ts';
import { dynamoErasedAccounts } from '../../lambdas/adapters/aws/dynamo-erased-accounts.ts';
import { dynamoLinks } from '../../lambdas/adapters/aws/dynamo-links.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { sqsNotifications } from '../../lambdas/adapters/aws/sqs-notifications.ts';
import { sqsRelyingPartyMessages } from '../../lambdas/adapters/aws/sqs-relying-party-messages.ts';
import { DEFAULT_CONTACTS } from '../../lambdas/contracts/settings.ts';
import type { BoxItemContent } from '../../lambdas/domain/box/box-items.ts';
import type { ContactChange } from '../../lambdas/domain/contact/contact-changes.ts';
import { renderEmail, renderSms } from '../../lambdas/domain/message/template.ts';
import { TEMPLATES } from '../../lambdas/domain/message/templates.ts';
import { tellContactChange } from '../../lambdas/events/tell-contact-change.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import {
  change,
  changesOf,
  reachable,
  startContactService,
  tell,
  unusedContacts,
} from '../support/contacts.ts';
import { Crash, failingAt } from '../support/failing-step.ts';
import { accountOf, auditOf, changeAccount } from '../support/holder.ts';
import type { PersonWithPhone, SignInService } from '../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startContactService();
});
afterAll(() => service.stop());

const personalData = kmsPersonalData('personal-data');

async function noticesOf({ account }: PersonWithPhone): Promise<readonly BoxItemContent[]> {
  const { items } = await dynamoBoxItems('box-items').list(account.id, 'notices', 50);
  return Promise.all(
    items.map(({ sealed }) => personalData.open<BoxItemContent>(account.id, account.wrappedKey, sealed)),
  );
}

/** Whom the notifier tells what, each once: it knows a message by its id. */
function told({ account }: PersonWithPhone): readonly (readonly [string, string | undefined])[] {
  const sent = service.aws.sent.queued.filter(({ id = '' }) => id.startsWith(`contact-change:${account.id}`));
  const once = new Map(sent.map((message) => [message.id, message]));
  return [...once.values()]
    .sort(({ id: a = '' }, { id: b = '' }) => (a < b ? -1 : 1))
    .map(({ template, to }) => [template, to.email ?? to.phone]);
}

const eventsFor = ({ account }: PersonWithPhone): readonly string[] => [
  ...new Set(
    service.aws.sent.messages.flatMap((message) =>
      message.kind === 'account-event' && message.accountId === account.id
        ? [`${message.event.type} ${message.id}`]
        : [],
    ),
  ),
];

describe('telling of another address or number', () => {
  it('B11: another address: the former one with the link that undoes it, and the new one; once, however often delivered', async () => {
    const person = await reachable(service);
    const { email } = unusedContacts();
    await change(service, person, 'email', email);
    for (const _ of [1, 2]) expect(await tell(person)).toEqual({ batchItemFailures: [] });
    expect(told(person)).toEqual([
      ['email-changed', person.identity.email],
      ['email-new', email],
    ]);
    expect(await noticesOf(person)).toMatchObject([
      { title: 'The email address of your identity was changed', link: '/app/account' },
    ]);
    const events = (await auditOf(person)).filter(({ event }) => event === 'account.email-changed');
    expect(events).toHaveLength(1);
    expect(eventsFor(person)).toEqual([
      expect.stringMatching(/^recovery-information-changed contact-change:/),
    ]);
  });

  it('B11: another number: the former and the new one by SMS, and the e-mail address with the link', async () => {
    const person = await reachable(service);
    const { phone } = unusedContacts();
    await change(service, person, 'phone', phone);
    await tell(person);
    expect(told(person)).toEqual([
      ['phone-changed', person.identity.email],
      ['phone-changed-sms', person.identity.phone_number],
      ['phone-new-sms', phone],
    ]);
    expect(await noticesOf(person)).toHaveLength(1);
    expect((await auditOf(person)).map(({ event }) => event)).toContain('account.phone-changed');
  });

  it('X1: neither trail nor notice nor message holds an address or number', async () => {
    const person = await reachable(service);
    const { email } = unusedContacts();
    await change(service, person, 'email', email);
    await tell(person);
    const everything = JSON.stringify([await auditOf(person), await noticesOf(person)]);
    const data = service.aws.sent.queued
      .filter(({ id = '' }) => id.startsWith(`contact-change:${person.account.id}`))
      .map(({ data }) => data);
    for (const value of [email, person.identity.email]) {
      expect(everything).not.toContain(value);
      expect(JSON.stringify(data)).not.toContain(value);
    }
  });

  it('B11: closed in the same moment, by a stranger perhaps: both addresses are told all the same', async () => {
    const person = await reachable(service);
    const { email } = unusedContacts();
    await change(service, person, 'email', email);
    await changeAccount(person, { status: 'closed' });
    expect(await tell(person)).toEqual({ batchItemFailures: [] });
    expect(told(person)).toEqual([
      ['email-changed', person.identity.email],
      ['email-new', email],
    ]);
    expect(await noticesOf(person)).toEqual([]);
    expect(eventsFor(person)).toEqual([]);
  });

  it('B11: of whoever was erased meanwhile nothing is left to be told', async () => {
    const person = await reachable(service);
    await change(service, person, 'email', unusedContacts().email);
    await changeAccount(person, { status: 'closed' });
    const closed = await accountOf(person);
    await dynamoErasedAccounts({ accounts: 'accounts', handles: 'account-handles' }).forget(closed);
    expect(await tell(person)).toEqual({ batchItemFailures: [] });
    expect(told(person)).toEqual([]);
  });

  it('B11: a crash at any step is finished by the next delivery, each thing once', async () => {
    const deps = {
      issuer: service.issuer,
      settings: DEFAULT_CONTACTS,
      accounts: dynamoAccounts('accounts'),
      links: dynamoLinks('links', randomness),
      boxItems: dynamoBoxItems('box-items'),
      personalData,
      notifications: sqsNotifications(process.env.NOTIFICATIONS_QUEUE ?? ''),
      messages: sqsRelyingPartyMessages(process.env.RELYING_PARTY_MESSAGES_QUEUE ?? ''),
      audit: dynamoAuditTrail('audit-events', randomness),
    };
    const verbs = {
      audit: ['record'],
      boxItems: ['keep'],
      links: ['create'],
      notifications: ['enqueue'],
      messages: ['enqueue'],
    };
    for (const step of [1, 2, 3, 4, 5, 6]) {
      const person = await reachable(service);
      await change(service, person, 'email', unusedContacts().email);
      const [image = {}] = await changesOf(person);
      const made = fromItem<ContactChange>(image);
      await expect(tellContactChange(made, failingAt(deps, verbs, step).deps)).rejects.toThrow(Crash);
      await tellContactChange(made, deps);
      expect(told(person)).toHaveLength(2);
      expect(await noticesOf(person)).toHaveLength(1);
      expect((await auditOf(person)).filter(({ event }) => event === 'account.email-changed')).toHaveLength(
        1,
      );
      expect(eventsFor(person)).toHaveLength(1);
    }
  });

  it('B11: a record that cannot be told is delivered again, with all behind it', async () => {
    const person = await reachable(service);
    await change(service, person, 'email', unusedContacts().email);
    await changeAccount(person, { wrappedKey: 'broken' });
    expect(await tell(person)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  });

  it('X4: every message has its words in three languages', () => {
    const data = { link: 'https://guichet.example/undo#token', days: '7' };
    for (const language of ['en', 'fr', 'ja'] as const) {
      for (const name of ['email-changed', 'email-new', 'phone-changed', 'contacts-restored']) {
        const template = TEMPLATES[name];
        if (template === undefined) throw new Error(name);
        const { subject, text } = renderEmail(template, language, data);
        expect(subject).not.toBe('');
        expect(text).toContain(data.link);
      }
      for (const name of ['phone-changed-sms', 'phone-new-sms']) {
        const template = TEMPLATES[name];
        if (template === undefined) throw new Error(name);
        expect(renderSms(template, language, data)).not.toContain('http');
      }
    }
  });
});

describe('what hangs on an address or number', () => {
  it('B11: the account stays as it was told of: a later change is told by itself', async () => {
    const person = await reachable(service);
    const [first, second] = [unusedContacts().email, unusedContacts().email];
    await change(service, person, 'email', first);
    await change(service, person, 'email', second);
    await tell(person);
    expect(told(person)).toEqual([
      ['email-changed', person.identity.email],
      ['email-new', first],
      ['email-changed', first],
      ['email-new', second],
    ]);
    expect((await accountOf(person)).contactsChangedAt).toBeDefined();
  });
});
