import { withoutPadding } from './alphabet.ts';
import { readExpiryDate } from './dates.ts';
import { readIssueMonth } from './french-id-expiry.ts';
import type { FieldName, Layout } from './layout.ts';
import type { FieldProblemCode, MrzProblem } from './problem.ts';
import { isStateCode } from './state-codes.ts';
import { birthDateOf, documentNumberOf, isBlank, namesOf, textIn, type Zone } from './zone.ts';

/** What a field may not hold. A rule applies where the layout has the field. */
interface FieldRule {
  readonly field: FieldName;
  readonly code: FieldProblemCode;
  readonly broken: (zone: Zone) => boolean;
}

const DOCUMENT_CODES: Readonly<Record<Layout['format'], RegExp>> = {
  // A, C and I by Doc 9303-5 §4.2.2; T and R are seen on residence permits.
  TD1: /^[ACIRT][A-Z<]$/,
  TD2: /^[ACI][A-Z<]$/,
  TD3: /^P[A-Z<]$/,
  FRENCH_ID: /^ID$/,
};

function isVisa(zone: Zone): boolean {
  return textIn(zone, 'documentCode').startsWith('V');
}

function noState(field: FieldName): FieldRule['broken'] {
  return (zone) => !isStateCode(withoutPadding(textIn(zone, field)));
}

const LETTERS_AND_FILLERS = /^[A-Z<]*$/;

const RULES: readonly FieldRule[] = [
  { field: 'documentCode', code: 'visa', broken: isVisa },
  {
    field: 'documentCode',
    code: 'document-code-unknown',
    broken: (zone) => !isVisa(zone) && !DOCUMENT_CODES[zone.layout.format].test(textIn(zone, 'documentCode')),
  },
  { field: 'issuingState', code: 'issuing-state-unknown', broken: noState('issuingState') },
  { field: 'nationality', code: 'nationality-unknown', broken: noState('nationality') },
  {
    field: 'documentNumber',
    code: 'document-number-missing',
    broken: (zone) => documentNumberOf(zone) === '',
  },
  {
    field: 'names',
    code: 'name-unreadable',
    broken: (zone) => !LETTERS_AND_FILLERS.test(textIn(zone, 'names')) || namesOf(zone).primary === '',
  },
  {
    field: 'givenNames',
    code: 'name-unreadable',
    broken: (zone) => !LETTERS_AND_FILLERS.test(textIn(zone, 'givenNames')),
  },
  { field: 'sex', code: 'sex-unreadable', broken: (zone) => !/^[FMX<]$/.test(textIn(zone, 'sex')) },
  {
    field: 'birthDate',
    code: 'birth-date-invalid',
    // A blank birth date is permitted (Doc 9303-3 §4.8), but the old card's expiry is computed from it.
    broken: (zone) =>
      !birthDateOf(zone) && (zone.layout.format === 'FRENCH_ID' || !isBlank(textIn(zone, 'birthDate'))),
  },
  {
    field: 'expiryDate',
    code: 'expiry-date-invalid',
    broken: (zone) =>
      !isBlank(textIn(zone, 'expiryDate')) && !readExpiryDate(textIn(zone, 'expiryDate'), zone.today),
  },
  {
    field: 'issueMonth',
    code: 'issue-month-invalid',
    broken: (zone) => !readIssueMonth(textIn(zone, 'issueMonth')),
  },
];

/** Everything wrong with the fields of a zone whose check digits pass. */
export function fieldProblems(zone: Zone): MrzProblem[] {
  return RULES.flatMap(({ field: name, code, broken }) => {
    const place = zone.layout.fields.find((field) => field.name === name);
    return place && broken(zone) ? [{ code, line: place.line, position: place.from }] : [];
  });
}
