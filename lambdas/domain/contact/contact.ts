import type { AccountIdentity } from '../account/account-identity.ts';

/** What a person is written to and found by. */
export type ContactKind = 'email' | 'phone';

/** Both of a person's contacts, as they stand at one moment. */
export interface Contacts {
  readonly email: string;
  /** E.164. */
  readonly phone: string;
}

export const contactsOf = ({ email, phone_number: phone }: AccountIdentity): Contacts => ({ email, phone });

/** The same person with other contacts. */
export const withContacts = (
  identity: AccountIdentity,
  { email, phone }: Partial<Contacts>,
): AccountIdentity => ({
  ...identity,
  ...(email !== undefined && { email }),
  ...(phone !== undefined && { phone_number: phone }),
});
