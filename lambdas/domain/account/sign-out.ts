import type { Account } from './account.ts';

/**
 * Whether what was opened, approved or granted at this instant (ISO 8601) ended since: an identity that was suspended begins anew when
 * that is lifted, with nothing that was open before.
 */
export const isSignedOut = (
  { signedOutAt }: Pick<Account, 'signedOutAt'>,
  since: string | undefined,
): boolean => signedOutAt !== undefined && (since === undefined || since <= signedOutAt);
