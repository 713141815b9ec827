import type { IdentityForm } from '../../contracts/enrolment.ts';
import type { Identify } from '../identifier/identify.ts';
import type { MrzReading } from '../mrz/reading.ts';
import { pivotIdentityOf } from '../pivot-identity/pivot-identity.ts';

/** Unaccented capitals and digits: spellings of one name give one value. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/** Keyed hash of the pivot identity, by which a person has one account (A9). */
export function personHandle(form: IdentityForm, identify: Identify): Promise<string> {
  const { given_name, family_name, birthdate, gender, birthplace, birthcountry } = pivotIdentityOf(form);
  const names = [plain(family_name), plain(given_name)];
  return identify('person', [...names, birthdate, gender, birthplace, birthcountry].join('|'));
}

/** Keyed hash of a document, by which it proves one account (A9). */
export function documentHandle(reading: MrzReading, identify: Identify): Promise<string> {
  return identify('document', `${reading.issuingState}|${reading.documentNumber}`);
}
