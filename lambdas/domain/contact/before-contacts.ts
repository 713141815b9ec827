import type { Account } from '../account/account.ts';

/**
 * Whether this instant (ISO 8601) lies before the person had the address and number they have now: a link that was sent to the former
 * address, or a browser that was recognised by the former number, counts no more.
 */
export const isBeforeContacts = (
  { contactsChangedAt }: Pick<Account, 'contactsChangedAt'>,
  since: string | undefined,
): boolean => contactsChangedAt !== undefined && (since === undefined || since <= contactsChangedAt);
