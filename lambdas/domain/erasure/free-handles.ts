import type { Account } from '../account/account.ts';
import { openIdentity } from '../account/open-identity.ts';
import type { Identify } from '../identifier/identify.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { ErasedAccounts } from './erased-accounts.ts';

export interface FreeHandlesDeps {
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly identify: Identify;
  readonly erasedAccounts: Pick<ErasedAccounts, 'freeHandles'>;
}

/** Number, address, person and document are free: who comes back enrols as anybody does. */
export async function freeHandles(account: Account, _now: Date, deps: FreeHandlesDeps): Promise<void> {
  const { email } = await openIdentity(account, deps.personalData);
  const { phoneHandle, ownHandles = [] } = account;
  const handles = [phoneHandle, await deps.identify('email', email.toLowerCase()), ...ownHandles];
  await deps.erasedAccounts.freeHandles(account.id, handles);
}
