import type { IdentityForm } from '../../contracts/enrolment.ts';
import { normaliseName } from './normalise-name.ts';

/**
 * The FranceConnect pivot identity in its wire names (A12), with the used name. Contact addresses
 * are `IdentityContacts`.
 */
export interface PivotIdentity {
  /** First names separated by spaces. */
  readonly given_name: string;
  /** Birth name, in capitals. */
  readonly family_name: string;
  /** `YYYY-MM-DD`; presumed births `YYYY-MM-00` or `YYYY-00-00`. */
  readonly birthdate: string;
  readonly gender: 'male' | 'female';
  /** INSEE commune code, or empty when born abroad. */
  readonly birthplace: string;
  /** INSEE country code; France is `99100`. */
  readonly birthcountry: string;
  /** Used name (nom d'usage), in capitals. */
  readonly preferred_username?: string;
}

export interface IdentityContacts {
  readonly email: string;
  /** E.164. */
  readonly phone_number: string;
}

export type PivotClaim = keyof PivotIdentity | keyof IdentityContacts;

export const FRANCE = '99100';

/** Which field of the identity form a claim comes from. */
export const FORM_FIELD_OF = {
  given_name: 'givenNames',
  family_name: 'familyName',
  birthdate: 'birthdate',
  gender: 'gender',
  birthplace: 'birthPlace',
  birthcountry: 'birthCountry',
  preferred_username: 'usedName',
} as const satisfies Record<keyof PivotIdentity, keyof IdentityForm>;

type FormIdentity = Pick<IdentityForm, (typeof FORM_FIELD_OF)[keyof PivotIdentity]>;

/** The pivot identity of a filled form, names normalised; validate it with `validatePivotIdentity`. */
export function pivotIdentityOf(form: FormIdentity): PivotIdentity {
  const usedName = normaliseName(form.usedName).toLocaleUpperCase('fr');
  return {
    given_name: normaliseName(form.givenNames),
    family_name: normaliseName(form.familyName).toLocaleUpperCase('fr'),
    birthdate: form.birthdate,
    gender: form.gender,
    birthplace: form.birthPlace.trim().toUpperCase(),
    birthcountry: form.birthCountry.trim(),
    ...(usedName !== '' && { preferred_username: usedName }),
  };
}
