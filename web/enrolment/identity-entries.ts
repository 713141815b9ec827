import type { IdentityForm } from '../../lambdas/contracts/enrolment.ts';
import { FRANCE } from './countries.ts';

/** The identity form as typed, flat: one entry for each field (A4, A12). */
export interface IdentityEntries {
  readonly givenNames: string;
  readonly familyName: string;
  readonly usedName: string;
  readonly birthdate: string;
  readonly gender: '' | IdentityForm['gender'];
  readonly birthCountry: string;
  readonly birthPlace: string;
  readonly documentNumber: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
}

export const EMPTY_IDENTITY: IdentityEntries = {
  givenNames: '',
  familyName: '',
  usedName: '',
  birthdate: '',
  gender: '',
  birthCountry: FRANCE,
  birthPlace: '',
  documentNumber: '',
  street: '',
  postalCode: '',
  city: '',
  country: 'FR',
};

/** Entries of a form that was saved before. */
export const entriesOf = ({ address, ...form }: IdentityForm): IdentityEntries => ({ ...form, ...address });

const BIRTH_DATE = /^\d{4}-\d{2}-\d{2}$/; // presumed dates have 00 for what is unknown
const COG = /^(?:2[AB]|\d{2})\d{3}$/;

/** What is missing or not possible, before the server is asked. */
export function missingEntries(entries: IdentityEntries): { field: string; code: string }[] {
  const missing: { field: string; code: string }[] = [];
  const require = (field: string, ok: boolean, code: string): void => {
    if (!ok) missing.push({ field, code });
  };
  require('givenNames', entries.givenNames.trim() !== '', 'missing');
  require('familyName', entries.familyName.trim() !== '', 'missing');
  require('birthdate', BIRTH_DATE.test(entries.birthdate), 'date');
  require('gender', entries.gender !== '', 'choose');
  const code = entries.birthPlace.trim().toUpperCase();
  require('birthPlace', entries.birthCountry !== FRANCE || COG.test(code), 'birth-place');
  require('address.street', entries.street.trim() !== '', 'missing');
  require('address.postalCode', entries.postalCode.trim() !== '', 'missing');
  require('address.city', entries.city.trim() !== '', 'missing');
  return missing;
}

/** The form of complete entries. */
export function identityForm(entries: IdentityEntries): IdentityForm | undefined {
  const { street, postalCode, city, country, gender, ...rest } = entries;
  if (gender === '') return undefined;
  return {
    ...rest,
    gender,
    birthPlace: rest.birthCountry === FRANCE ? rest.birthPlace.trim().toUpperCase() : '',
    documentNumber: rest.documentNumber.trim().toUpperCase(),
    address: { street, postalCode, city, country },
  };
}
