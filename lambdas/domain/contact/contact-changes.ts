import type { Account, UndoneContacts } from '../account/account.ts';
import type { RightCode } from '../one-time-code/one-time-codes.ts';
import type { ContactKind, Contacts } from './contact.ts';

/**
 * A change that took place. Written with it in one step, so that whoever reads the table's stream tells of every change and of nothing
 * else (events/tell-contact-change).
 */
export interface ContactChange {
  /** `<account id>.<version of the account it made>` (account/owned-id). */
  readonly id: string;
  readonly accountId: string;
  /** `undone`: both contacts are what they were before an earlier change, and the phone that made it is shut out. */
  readonly kind: ContactKind | 'undone';
  /** ISO instant. */
  readonly at: string;
  /** `ChangedContacts`, sealed under the person's key. */
  readonly sealed: string;
}

/** What `ContactChange.sealed` holds. */
export interface ChangedContacts {
  readonly before: Contacts;
  readonly after: Contacts;
}

/** `account-handles` entries that change hands. */
export interface MovedHandle {
  readonly taken: string;
  readonly freed: string;
}

interface Step {
  /** As read: nothing happens when it changed since. */
  readonly account: Account;
  /** `AccountIdentity` as it will be, sealed. */
  readonly sealed: string;
  /** The phone's, as it will be. */
  readonly phoneHandle: string;
  readonly handles: readonly MovedHandle[];
  readonly change: ContactChange;
  /** When the record of the change, and with it the chance to undo it, ends. */
  readonly forgottenAt: Date;
}

/** `taken`: another account holds the handle; `overtaken`: account, code or link were used or changed meanwhile. */
export type ContactOutcome = 'changed' | 'taken' | 'overtaken';

export interface ContactChanges {
  /** In one step: account, both handles, the code used up, the record of the change. All or nothing. */
  make(step: Step & { readonly code: RightCode }): Promise<ContactOutcome>;
  /** In one step: account without its phone, handles, the phone shut out, the link used up, the record. All or nothing. */
  undo(
    step: Step & { readonly token: string; readonly undoneContacts: readonly UndoneContacts[] },
  ): Promise<ContactOutcome>;
  /** Undefined too when it is too old to be undone. */
  find(id: string, now: Date): Promise<ContactChange | undefined>;
}
