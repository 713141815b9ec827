import type { Account } from './account.ts';

/** Handles that an account takes for itself alone; the document's is absent where no zone could be read. */
export interface TakenHandles {
  readonly phone: string;
  readonly email: string;
  readonly person: string;
  readonly document?: string;
}

export interface Registrations {
  /**
   * Makes a pending account and takes its handles, all or nothing; repeating it changes nothing. Answers which handles
   * another account holds; empty when the account was made.
   */
  register(account: Account, handles: TakenHandles): Promise<readonly (keyof TakenHandles)[]>;
}
