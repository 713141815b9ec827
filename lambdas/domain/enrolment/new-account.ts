import type { AssuranceLevel } from '../../contracts/enrolment.ts';
import type { Account } from '../account/account.ts';
import type { AccountIdentity } from '../account/account-identity.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { pivotIdentityOf } from '../pivot-identity/pivot-identity.ts';
import type { Dossier } from './dossier.ts';

/** The identity an accepted dossier proves (A12). */
export function identityOf({ person }: Dossier): AccountIdentity {
  const { form, email, phone } = person;
  if (form === undefined || email === undefined || phone === undefined) {
    throw new Error('The dossier lacks the form or a proved address.');
  }
  return { ...pivotIdentityOf(form), email, phone_number: phone };
}

/** The account of an accepted dossier, waiting for its phone (A11); its data is sealed under a key of its own. */
export async function newAccount(
  dossier: Dossier,
  accountId: string,
  level: AssuranceLevel,
  personalData: PersonalData,
  now: Date,
): Promise<Account> {
  const { enrolment } = dossier;
  const wrappedKey = await personalData.create(accountId);
  return {
    id: accountId,
    status: 'pending',
    level,
    wrappedKey,
    sealed: await personalData.seal(accountId, wrappedKey, identityOf(dossier)),
    phoneHandle: enrolment.phoneHandle ?? '',
    enrolmentId: enrolment.id,
    language: enrolment.language,
    createdAt: now.toISOString(),
    verifiedAt: now.toISOString(),
    version: 1,
  };
}
