import type { CodeOwner } from '../one-time-code/one-time-codes.ts';

/** Whose code raises a level (D8): given at the counter, typed in the profile. */
export const upgradeCodeOwner = (accountId: string): CodeOwner => ({
  purpose: 'level-upgrade',
  subject: accountId,
});
