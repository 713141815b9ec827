import type { IsoDate } from '../calendar/iso-date.ts';
import { withoutPadding } from './alphabet.ts';
import { type BirthDateReading, readBirthDate, readExpiryDate } from './dates.ts';
import { frenchIdExpiry, readIssueMonth } from './french-id-expiry.ts';
import { type FieldName, type Layout, textOf } from './layout.ts';
import { type NumberPlace, numberSpans } from './layouts/long-document-number.ts';
import { TD1_NUMBER } from './layouts/td1.ts';
import { TD2_NUMBER } from './layouts/td2.ts';
import { frenchCardNames, type MrzNames, splitNames } from './names.ts';
import type { MrzReading } from './reading.ts';

/** Lines of the layout's length whose check digits pass, and the day that settles centuries. */
export interface Zone {
  readonly layout: Layout;
  readonly lines: readonly string[];
  readonly today: IsoDate;
}

/** The raw text of a field; empty where the layout has no such field. */
export function textIn({ layout, lines }: Zone, name: FieldName): string {
  const found = layout.fields.find((field) => field.name === name);
  return found ? textOf(lines, found) : '';
}

export function isBlank(text: string): boolean {
  return /^<*$/.test(text);
}

const LONG_NUMBERS: Partial<Record<Layout['format'], NumberPlace>> = { TD1: TD1_NUMBER, TD2: TD2_NUMBER };

/** The document number, continued into the optional data where it is long; the old French card's begins with its month. */
export function documentNumberOf(zone: Zone): string {
  const place = LONG_NUMBERS[zone.layout.format];
  const spans = place ? numberSpans(zone.lines, place) : [];
  const text = spans.map((part) => textOf(zone.lines, part)).join('');
  return withoutPadding(text || textIn(zone, 'issueMonth') + textIn(zone, 'documentNumber'));
}

/** Optional data elements; what a long number and its check digit took is left out. */
export function optionalDataOf(zone: Zone): string[] {
  const place = LONG_NUMBERS[zone.layout.format];
  const continued = place && numberSpans(zone.lines, place)[1];
  const taken = continued ? continued.to - continued.from + 2 : 0;
  const first = textIn(zone, 'optionalData').slice(taken).replace(/^<+/, '');
  return [first, textIn(zone, 'optionalData2'), textIn(zone, 'issuingOffice')]
    .map(withoutPadding)
    .filter((text) => text !== '');
}

export function namesOf(zone: Zone): MrzNames {
  return zone.layout.format === 'FRENCH_ID'
    ? frenchCardNames(textIn(zone, 'names'), textIn(zone, 'givenNames'))
    : splitNames(textIn(zone, 'names'));
}

export function sexOf(zone: Zone): MrzReading['sex'] {
  const found = textIn(zone, 'sex');
  return found === 'F' || found === 'M' || found === 'X' ? found : 'unspecified';
}

/** Undefined when the field is blank or holds no day; `fieldRules` tells the two apart. */
export function birthDateOf(zone: Zone): BirthDateReading | undefined {
  return readBirthDate(textIn(zone, 'birthDate'), zone.today);
}

/** The end of validity: printed in the zone, or computed for the old French card. */
export function validityOf(zone: Zone): Pick<MrzReading, 'expiryDate' | 'computedExpiry' | 'issueMonth'> {
  if (zone.layout.format !== 'FRENCH_ID') {
    return { expiryDate: readExpiryDate(textIn(zone, 'expiryDate'), zone.today) ?? null };
  }
  const issueMonth = readIssueMonth(textIn(zone, 'issueMonth'));
  const birth = birthDateOf(zone);
  if (!issueMonth || !birth) return { expiryDate: null };
  const computedExpiry = frenchIdExpiry(issueMonth, birth.date);
  return { expiryDate: computedExpiry.latest, computedExpiry, issueMonth };
}
