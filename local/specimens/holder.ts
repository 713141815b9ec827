/** The documents the project draws; each is read by one MRZ layout of ICAO Doc 9303 or by the old French one. */
export type SpecimenKind =
  | 'passport'
  | 'identity-card'
  | 'identity-card-td2'
  | 'identity-card-1988'
  | 'residence-permit';

export const SPECIMEN_KINDS: readonly [SpecimenKind, ...SpecimenKind[]] = [
  'passport',
  'identity-card',
  'identity-card-td2',
  'identity-card-1988',
  'residence-permit',
];

/** What is printed on a specimen. Dates are `YYYY-MM-DD`; months or days may be `00` where presumed. */
export interface Holder {
  readonly surname: string;
  readonly usedName?: string;
  readonly givenNames: readonly [string, ...string[]];
  readonly birthDate: string;
  readonly sex: 'F' | 'M' | 'X';
  readonly birthPlace: string;
  /** ISO 3166-1 alpha-3, or `UTO`. */
  readonly nationality: string;
  /** Issuing state in the MRZ; `FRA` unless given. */
  readonly issuer?: string;
  /** 9 characters; 12 digits for the old French card (issue YYMM, department, serial). */
  readonly documentNumber: string;
  readonly issueDate: string;
  readonly expiryDate: string;
  readonly heightCentimetres?: number;
  readonly address?: string;
  readonly authority?: string;
  /** Department and office of the old French card, 6 digits; filled with `<` when absent. */
  readonly office?: string;
  /** Foreigner's number of a residence permit, 9–10 digits. */
  readonly foreignerNumber?: string;
}
