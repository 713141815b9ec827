import type { AssuranceLevel } from '../../contracts/enrolment.ts';
import type { Account } from '../account/account.ts';
import type { AccountIdentity, Proofing } from '../account/account-identity.ts';
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

/** What may be told of how the dossier was decided; the document's number is nobody's affair. */
function proofingOf({ enrolment, findings }: VerificationFile, by: Proofing['decidedBy']): Proofing {
  const { channel = 'online', documentType: type } = enrolment;
  const issuingState = findings.document?.reading?.issuingState;
  const document = type && { type, ...(issuingState !== undefined && { issuingState }) };
  return { channel, decidedBy: by, ...(document && { document }) };
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
  granted: { readonly level: AssuranceLevel; readonly decidedBy: Proofing['decidedBy'] },
  personalData: PersonalData,
  now: Date,
): Promise<Account> {
  const { enrolment } = file;
  const identity = { ...identityOf(file), proofing: proofingOf(file, granted.decidedBy) };
  const wrappedKey = await personalData.create(accountId);
  return {
    id: accountId,
    status: 'pending',
    level: granted.level,
    wrappedKey,
    sealed: await personalData.seal(accountId, wrappedKey, identity),
    phoneHandle: enrolment.phoneHandle ?? '',
    enrolmentId: enrolment.id,
    language: enrolment.language,
    createdAt: now.toISOString(),
    verifiedAt: now.toISOString(),
    version: 1,
  };
}
