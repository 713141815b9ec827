import type { AssuranceLevel } from '../../contracts/enrolment.ts';
import type { Account } from '../account/account.ts';
import type { AccountIdentity } from '../account/account-identity.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { pivotIdentityOf } from '../pivot-identity/pivot-identity.ts';
import type { VerificationFile } from './verification-file.ts';

/** The identity an accepted dossier proves (A12), with what certificates need: the address and the document's last day (C3). */
export function identityOf(file: VerificationFile): AccountIdentity {
  const { form, email, phone } = file.person;
  if (form === undefined || email === undefined || phone === undefined) {
    throw new Error('The dossier lacks the form or a proved address.');
  }
  const { street, postalCode, city, country } = form.address;
  const documentExpiry = documentExpiryOf(file);
  return {
    ...pivotIdentityOf(form),
    email,
    phone_number: phone,
    address: { street, postalCode, city, country },
    ...(documentExpiry !== undefined && { documentExpiry }),
  };
}

/** The zone's last day, the earliest possible one of an old French card; without a zone the day that was declared. */
function documentExpiryOf({ person, findings }: VerificationFile): string | undefined {
  const reading = findings.document?.reading;
  const read = reading?.computedExpiry?.earliest ?? reading?.expiryDate ?? undefined;
  return read ?? person.declared.documentExpiry;
}

/** The account of an accepted dossier, waiting for its phone (A11); its data is sealed under a key of its own. */
export async function newAccount(
  file: VerificationFile,
  accountId: string,
  level: AssuranceLevel,
  personalData: PersonalData,
  now: Date,
): Promise<Account> {
  const { enrolment } = file;
  const wrappedKey = await personalData.create(accountId);
  return {
    id: accountId,
    status: 'pending',
    level,
    wrappedKey,
    sealed: await personalData.seal(accountId, wrappedKey, identityOf(file)),
    phoneHandle: enrolment.phoneHandle ?? '',
    enrolmentId: enrolment.id,
    language: enrolment.language,
    createdAt: now.toISOString(),
    verifiedAt: now.toISOString(),
    version: 1,
  };
}
