import type { PersonalData } from '../personal-data/personal-data.ts';
import type { Account } from './account.ts';
import type { AccountIdentity } from './account-identity.ts';

/** Unseals who the person is. Never log or keep the result. */
export function openIdentity(
  account: Account,
  personalData: Pick<PersonalData, 'open'>,
): Promise<AccountIdentity> {
  return personalData.open<AccountIdentity>(account.id, account.wrappedKey, account.sealed);
}
