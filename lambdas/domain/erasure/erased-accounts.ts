import type { Account } from '../account/account.ts';

/** The last things that are erased. Each may be repeated. */
export interface ErasedAccounts {
  /** Frees what only one account may hold; a handle that another account holds by now stays theirs. */
  freeHandles(accountId: string, handles: readonly string[]): Promise<void>;
  /**
   * Deletes the account, and with it the person's key: whatever is sealed under it can never be read again. Only of one that is
   * closed; anything else is an error.
   */
  forget(account: Account): Promise<void>;
}
