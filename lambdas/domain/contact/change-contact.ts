import type { ContactSettings } from '../../contracts/settings.ts';
import type { Account } from '../account/account.ts';
import type { AccountIdentity } from '../account/account-identity.ts';
import type { Accounts } from '../account/accounts.ts';
import { openIdentity } from '../account/open-identity.ts';
import { ownedId } from '../account/owned-id.ts';
import { Refusal } from '../errors.ts';
import type { Identify } from '../identifier/identify.ts';
import type { CodeJudge } from '../one-time-code/one-time-codes.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { type ContactKind, type Contacts, contactsOf, withContacts } from './contact.ts';
import type { ChangedContacts, ContactChange, ContactChanges } from './contact-changes.ts';
import { contactCodeOwner } from './contact-code.ts';

export interface ChangeContactDeps {
  readonly settings: ContactSettings;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly personalData: Pick<PersonalData, 'open' | 'seal'>;
  readonly identify: Identify;
  readonly codes: CodeJudge;
  readonly contactChanges: ContactChanges;
}

interface Wanted {
  readonly kind: ContactKind;
  /** Normalised: lower case, E.164. */
  readonly value: string;
  readonly code: string;
}

/**
 * The right code makes the new address or number the person's. One step decides, and uses the code up: a crash before it changes nothing
 * and leaves the code good, a crash after it leaves nothing to do but to tell (events/tell-contact-change). Said again, it is the same
 * answer.
 *
 * @throws Refusal those of the code; conflict `contact-taken`, `identity-changing`, `account-changed`
 */
export async function changeContact(
  account: Account,
  wanted: Wanted,
  now: Date,
  deps: ChangeContactDeps,
): Promise<Contacts> {
  const identity = await openIdentity(account, deps.personalData);
  const before = contactsOf(identity);
  if (before[wanted.kind] === wanted.value) return before;
  requireSettled(account);
  const after = { ...before, [wanted.kind]: wanted.value };
  const outcome = await make(account, { identity, before, after, wanted }, now, deps);
  if (outcome === 'changed') return after;
  if (outcome === 'taken') throw contactTaken();
  return saidMeanwhile(account.id, wanted, deps);
}

interface Planned {
  readonly identity: AccountIdentity;
  readonly before: Contacts;
  readonly after: Contacts;
  readonly wanted: Wanted;
}

async function make(
  account: Account,
  { identity, before, after, wanted: { kind, value, code } }: Planned,
  now: Date,
  deps: ChangeContactDeps,
) {
  const [taken, freed] = await Promise.all([deps.identify(kind, value), deps.identify(kind, before[kind])]);
  const right = await deps.codes.judge({ ...contactCodeOwner(account.id, kind, taken), code, now });
  const [sealed, change] = await Promise.all([
    deps.personalData.seal(account.id, account.wrappedKey, withContacts(identity, after)),
    recordOf(account, kind, { before, after }, now, deps),
  ]);
  return deps.contactChanges.make({
    account,
    sealed,
    phoneHandle: kind === 'phone' ? taken : account.phoneHandle,
    handles: [{ taken, freed }],
    code: right,
    change,
    forgottenAt: new Date(now.getTime() + deps.settings.undoSeconds * 1000),
  });
}

/** What is kept of a change, for those who are told of it and for whoever undoes it. */
export async function recordOf(
  account: Account,
  kind: ContactChange['kind'],
  changed: ChangedContacts,
  now: Date,
  { personalData }: Pick<ChangeContactDeps, 'personalData'>,
): Promise<ContactChange> {
  return {
    id: ownedId(account.id, String(account.version + 1)),
    accountId: account.id,
    kind,
    at: now.toISOString(),
    sealed: await personalData.seal(account.id, account.wrappedKey, changed),
  };
}

/** A change of address that is not done yet holds a whole identity, and would bring the old contacts back. */
function requireSettled({ change }: Account): void {
  if (change === undefined) return;
  throw new Refusal(
    'conflict',
    'identity-changing',
    'A change of your data was interrupted. Open your profile, which finishes it, then try again.',
    { next: ['try-again'] },
  );
}

/** The same code, sent twice at once, is one change; anything else that came between is looked at again. */
async function saidMeanwhile(
  accountId: string,
  { kind, value }: Wanted,
  { accounts, personalData }: ChangeContactDeps,
): Promise<Contacts> {
  const account = await accounts.find(accountId);
  const contacts = account && contactsOf(await openIdentity(account, personalData));
  if (contacts?.[kind] === value) return contacts;
  throw new Refusal(
    'conflict',
    'account-changed',
    'Your identity was changed at the same time elsewhere. Look at it again, then repeat.',
    { next: ['try-again'] },
  );
}

/** Told only to whoever proved to read what is sent there. */
export const contactTaken = (): Refusal =>
  new Refusal('conflict', 'contact-taken', 'Another identity has this already: it can belong to one only.', {
    next: ['counter', 'support'],
  });
