import type { Account } from './account.ts';

export interface Accounts {
  find(id: string): Promise<Account | undefined>;
  /** Keeps a new account; answers false, and changes nothing, when the id already exists. */
  create(account: Account): Promise<boolean>;
}

/** Which account a keyed hash of a phone number, e-mail address, document or person leads to (`account-handles`). */
export interface AccountHandles {
  /** The account's id; undefined when nobody, or only an unfinished enrolment, holds the handle. */
  accountOf(handle: string): Promise<string | undefined>;
}
