import { isIsoDate } from '../calendar/iso-date.ts';
import type { MrzReading } from '../mrz/reading.ts';
import type { PivotIdentity } from '../pivot-identity/pivot-identity.ts';
import type { ComparedSources, FieldComparer } from './compared-sources.ts';
import type { FieldComparison } from './comparison.ts';
import { birthdate } from './fields/birthdate.ts';
import { documentNumber } from './fields/document-number.ts';
import { expiryDate } from './fields/expiry-date.ts';
import { gender } from './fields/gender.ts';
import { familyName, givenName, usedName } from './fields/names.ts';
import { captionedDate, ISSUE_CAPTION } from './printed-dates.ts';
import { printedLines } from './printed-text.ts';

const COMPARERS: readonly FieldComparer[] = [
  familyName,
  givenName,
  usedName,
  birthdate,
  gender,
  documentNumber,
  expiryDate,
];

/**
 * Compares what the person typed, what the zone says and what is printed, field by field (A7). Every disagreement is
 * reported with both values; nothing is silently accepted.
 * @param printed lines of text of all sides of the document, in reading order; the zone's own lines are left out here
 */
export function compareDocument(sources: {
  readonly form: PivotIdentity;
  readonly documentNumber?: string;
  readonly mrz: MrzReading;
  readonly printed: readonly string[];
}): FieldComparison[] {
  const compared: ComparedSources = { ...sources, printed: printedLines(sources.printed, sources.mrz.lines) };
  return COMPARERS.map((compare) => compare(compared)).filter((comparison) => comparison !== undefined);
}

/** The printed day of issue, where a caption names it and it is not one of the zone's own dates: what zones do not hold. */
export function printedIssueDate(printed: readonly string[], mrz: MrzReading): string | undefined {
  const others = [mrz.birthDate, mrz.expiryDate];
  const date = captionedDate(printedLines(printed, mrz.lines), ISSUE_CAPTION, others);
  return date !== undefined && isIsoDate(date) ? date : undefined;
}
