import { UNDO_PAGE } from '../contracts/account.ts';
import type { ContactSettings } from '../contracts/settings.ts';
import type { Account } from '../domain/account/account.ts';
import type { Accounts } from '../domain/account/accounts.ts';
import type { AuditTrail } from '../domain/audit/audit-trail.ts';
import type { BoxItems } from '../domain/box/box-items.ts';
import type { ChangedContacts, ContactChange } from '../domain/contact/contact-changes.ts';
import { UNDO_LINK } from '../domain/contact/undo-link.ts';
import type { Links } from '../domain/link/links.ts';
import type { Notification, Notifications } from '../domain/message/messenger.ts';
import { noticeOf } from '../domain/message/notice.ts';
import type { PersonalData } from '../domain/personal-data/personal-data.ts';
import type {
  AccountEvent,
  RelyingPartyMessages,
} from '../domain/relying-party-message/relying-party-message.ts';

export interface TellContactChangeDeps {
  readonly issuer: string;
  readonly settings: ContactSettings;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly personalData: Pick<PersonalData, 'open' | 'seal'>;
  readonly links: Pick<Links, 'create'>;
  readonly boxItems: Pick<BoxItems, 'keep'>;
  readonly notifications: Notifications;
  readonly messages: RelyingPartyMessages;
  readonly audit: AuditTrail;
}

/**
 * Tells of one change of address or number that took place, once however often it is delivered: the trail, a notice in the box, the
 * former and the new address or number, the services. The former address gets the link that undoes it. Where the account was closed at once,
 * which whoever changed the address can do, the former one is still told; box and services have heard the last of it.
 */
export async function tellContactChange(change: ContactChange, deps: TellContactChangeDeps): Promise<void> {
  const account = await deps.accounts.find(change.accountId);
  if (account === undefined) return;
  await record(change, deps);
  const { id, wrappedKey, status } = account;
  const changed = await deps.personalData.open<ChangedContacts>(id, wrappedKey, change.sealed);
  if (status !== 'closed') await putNotice(account, change, deps);
  await tellPerson(account, change, changed, deps);
  if (status !== 'closed') await tellServices(change, deps);
}

function record({ id, accountId, kind, at }: ContactChange, { audit }: TellContactChangeDeps): Promise<void> {
  return audit.record({
    event: EVENTS[kind],
    subject: accountId,
    actor: 'citizen',
    at: new Date(at),
    once: `contact-change#${id}`,
  });
}

const DAY_SECONDS = 86_400;

const EVENTS: Readonly<Record<ContactChange['kind'], string>> = {
  email: 'account.email-changed',
  phone: 'account.phone-changed',
  undone: 'account.contacts-restored',
};

const NOTICES: Readonly<Record<ContactChange['kind'], string>> = {
  email: 'email-changed',
  phone: 'phone-changed',
  undone: 'contacts-restored',
};

async function putNotice(
  account: Account,
  { id, kind, at }: ContactChange,
  { boxItems, personalData }: TellContactChangeDeps,
): Promise<void> {
  const notice = noticeOf(NOTICES[kind], account.language, {});
  const content = { ...notice, from: 'Guichet', link: '/app/account', files: [] };
  await boxItems.keep({
    boxId: account.id,
    itemId: `${at}#contact-change:${id}`,
    folder: 'notices',
    kind: 'notice',
    arrivedAt: at,
    sealed: await personalData.seal(account.id, account.wrappedKey, content),
  });
}

type Message = Pick<Notification, 'template' | 'to'> & { readonly link: string };

async function tellPerson(
  account: Account,
  change: ContactChange,
  changed: ChangedContacts,
  deps: TellContactChangeDeps,
): Promise<void> {
  const messages = await messagesOf(change, changed, deps);
  await Promise.all(
    messages.map(({ template, to, link }) =>
      deps.notifications.enqueue({
        id: `contact-change:${change.id}:${template}`,
        template,
        language: account.language,
        to,
        data: { link, days: String(Math.floor(deps.settings.undoSeconds / DAY_SECONDS)) },
      }),
    ),
  );
}

/** Who is told by what. Whoever has a stolen phone and its code cannot reach what was sent to the former address. */
async function messagesOf(
  change: ContactChange,
  { before, after }: ChangedContacts,
  deps: TellContactChangeDeps,
): Promise<readonly Message[]> {
  const page = `${deps.issuer}/app/account`;
  if (change.kind === 'undone') {
    const link = `${deps.issuer}/recover`;
    return [{ template: 'contacts-restored', to: { email: after.email }, link }];
  }
  const undo = await undoLink(change, deps);
  const former = { template: NOTICES[change.kind] ?? '', to: { email: before.email }, link: undo };
  if (change.kind === 'email')
    return [former, { template: 'email-new', to: { email: after.email }, link: page }];
  return [
    former,
    { template: 'phone-changed-sms', to: { phone: before.phone }, link: page },
    { template: 'phone-new-sms', to: { phone: after.phone }, link: page },
  ];
}

/** Delivered again, another link is made: the message is sent once, and every link of a change does the same, once in all. */
async function undoLink({ id, accountId, at }: ContactChange, deps: TellContactChangeDeps): Promise<string> {
  const token = await deps.links.create({
    purpose: UNDO_LINK,
    subject: accountId,
    lifetimeSeconds: deps.settings.undoSeconds,
    now: new Date(at),
    data: { change: id },
  });
  return `${deps.issuer}${UNDO_PAGE}#${token}`;
}

/** Put back, somebody else's phone may have signed in anywhere. */
const UNDONE: readonly AccountEvent[] = [
  { type: 'credential-revoked', credential: 'app' },
  { type: 'sessions-revoked' },
];

async function tellServices(
  { id, accountId, kind, at }: ContactChange,
  { messages }: TellContactChangeDeps,
): Promise<void> {
  const happened: readonly AccountEvent[] = [
    { type: 'recovery-information-changed' },
    ...(kind === 'undone' ? UNDONE : []),
  ];
  await Promise.all(
    happened.map((event) =>
      messages.enqueue({
        kind: 'account-event',
        accountId,
        event,
        id: `contact-change:${id}:${event.type}`,
        at,
      }),
    ),
  );
}
