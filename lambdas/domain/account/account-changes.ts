import type { AssuranceLevel } from '../../contracts/enrolment.ts';
import type { Account, AccountChange, AccountSuspension } from './account.ts';

/** Changes of an account, each one conditional on the version that was read; undefined, and nothing changes, when it moved on. */
export interface AccountChanges {
  /** Records what will be, before anything is ended for it. */
  begin(account: Account, change: AccountChange): Promise<Account | undefined>;
  /** What was to be is. */
  apply(account: Account): Promise<Account | undefined>;
  raise(account: Account, level: AssuranceLevel): Promise<Account | undefined>;
  /** Nothing that was open counts from then on. Only what is `pending` or `active` can be suspended. */
  suspend(account: Account, suspension: AccountSuspension): Promise<Account | undefined>;
  /**
   * The identity is `active`, or `pending` where it has no phone: none was ever bound, or the one it had is not given back with it.
   * Nothing that was open counts again, not even what a request that ran beside the suspension left.
   */
  liftSuspension(
    account: Account,
    how: { readonly keepsPhone: boolean; readonly now: Date },
  ): Promise<Account | undefined>;
  /** Its person leaves: for good, and only of one that is `active`. */
  close(account: Account, now: Date): Promise<Account | undefined>;
}
