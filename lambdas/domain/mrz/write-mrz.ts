import type { BirthDate } from '../calendar/presumed-birth-date.ts';
import { checkDigit } from './check-digit.ts';

/** What to write. Names are upper-case Latin words without accents (`transliterate` makes them). */
export interface MrzContent {
  readonly documentCode: string;
  readonly issuingState: string;
  readonly documentNumber: string;
  readonly nationality: string;
  readonly birthDate: BirthDate | null;
  readonly sex: 'F' | 'M' | 'X' | 'unspecified';
  readonly expiryDate: string | null;
  readonly primary: string;
  readonly secondary: readonly string[];
  readonly optionalData?: string;
  readonly optionalData2?: string;
}

function padded(text: string, length: number): string {
  return text.replaceAll(' ', '<').slice(0, length).padEnd(length, '<');
}

function withCheck(field: string): string {
  return field + checkDigit(field);
}

/** `YYMMDD`, unknown parts as fillers (Doc 9303-3 §4.8). */
function dateField(date: string | null): string {
  if (date === null) return '<<<<<<';
  const [year = '', month = '', day = ''] = date.split('-');
  return [year.slice(2), month, day]
    .map((part, index) => (index > 0 && part === '00' ? '<<' : part))
    .join('');
}

function sexField(sex: MrzContent['sex']): string {
  return sex === 'unspecified' ? '<' : sex;
}

function nameField(content: Pick<MrzContent, 'primary' | 'secondary'>, length: number): string {
  const secondary = content.secondary.join('<');
  return padded(secondary === '' ? content.primary : `${content.primary}<<${secondary}`, length);
}

/** Number field of ten positions, and what a long number adds to the optional data (Doc 9303-5 §4.2.2). */
function numberFields(number: string): { field: string; continued: string } {
  if (number.length <= 9) return { field: withCheck(padded(number, 9)), continued: '' };
  return { field: `${number.slice(0, 9)}<`, continued: `${number.slice(9)}${checkDigit(number)}<` };
}

function head(content: MrzContent): string {
  return padded(content.documentCode, 2) + padded(content.issuingState, 3);
}

/** The three lines of a TD1 card (Doc 9303-5 §4.2.2). */
export function writeTd1(content: MrzContent): [string, string, string] {
  const { field, continued } = numberFields(content.documentNumber);
  const first = head(content) + field + padded(continued + (content.optionalData ?? ''), 15);
  const birth = withCheck(dateField(content.birthDate));
  const expiry = withCheck(dateField(content.expiryDate));
  const optional2 = padded(content.optionalData2 ?? '', 11);
  const composite = checkDigit(first.slice(5) + birth + expiry + optional2);
  const second =
    birth + sexField(content.sex) + expiry + padded(content.nationality, 3) + optional2 + composite;
  return [first, second, nameField(content, 30)];
}

function twoLines(content: MrzContent, number: string, optional: string, length: number): [string, string] {
  const birth = withCheck(dateField(content.birthDate));
  const expiry = withCheck(dateField(content.expiryDate));
  const composite = checkDigit(number + birth + expiry + optional);
  const data = number + padded(content.nationality, 3) + birth + sexField(content.sex) + expiry + optional;
  return [head(content) + nameField(content, length - 5), data + composite];
}

/** The two lines of a TD2 document (Doc 9303-6 §4.2.2). */
export function writeTd2(content: MrzContent): [string, string] {
  const { field, continued } = numberFields(content.documentNumber);
  return twoLines(content, field, padded(continued + (content.optionalData ?? ''), 7), 36);
}

/** The two lines of a passport (Doc 9303-4 §4.2.2). */
export function writeTd3(content: MrzContent): [string, string] {
  const personal = withCheck(padded(content.optionalData ?? '', 14));
  return twoLines(content, withCheck(padded(content.documentNumber, 9)), personal, 44);
}

export interface FrenchIdContent {
  /** Twelve characters: issue month `YYMM`, department (3), serial (5). */
  readonly documentNumber: string;
  readonly birthDate: BirthDate;
  readonly sex: 'F' | 'M';
  readonly primary: string;
  readonly secondary: readonly string[];
  /** Department and office, six characters. */
  readonly issuingOffice?: string;
}

/** The two lines of a French card of 1988–2021. */
export function writeFrenchId(content: FrenchIdContent): [string, string] {
  const first = `IDFRA${padded(content.primary, 25)}${padded(content.issuingOffice ?? '', 6)}`;
  const given = padded(content.secondary.join('<<'), 14);
  const birth = withCheck(dateField(content.birthDate));
  const second = withCheck(padded(content.documentNumber, 12)) + given + birth + content.sex;
  return [first, second + checkDigit(first + second)];
}
