import type { PersonalData } from '../personal-data/personal-data.ts';
import type { Accounts } from './accounts.ts';
import { openIdentity } from './open-identity.ts';

/** The number of a person who can be asked at the moment; undefined for everybody else. */
export async function phoneOf(
  accountId: string,
  {
    accounts,
    personalData,
  }: { readonly accounts: Pick<Accounts, 'find'>; readonly personalData: PersonalData },
): Promise<string | undefined> {
  const account = await accounts.find(accountId);
  if (account?.status !== 'active' || account.persona !== undefined) return undefined;
  return (await openIdentity(account, personalData)).phone_number;
}
