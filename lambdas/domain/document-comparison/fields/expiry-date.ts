import { addYears } from '../../calendar/iso-date.ts';
import type { FrenchIdExpiry } from '../../mrz/french-id-expiry.ts';
import type { FieldComparer } from '../compared-sources.ts';
import { AGREES, CONTRADICTS, NOT_PRINTED, type PairVerdict, worst } from '../comparison.ts';
import { captionedDate, datesOn, EXPIRY_CAPTION } from '../printed-dates.ts';
import type { PrintedLine } from '../printed-text.ts';

const EXTENSION_YEARS = 5;

function withinComputed(date: string, { earliest, latest }: FrenchIdExpiry): boolean {
  return date >= earliest && date <= latest;
}

/** The old French card: a printed end in the computed month, or five years before it when the card was extended. */
function inPrintOfOldCard(printed: readonly PrintedLine[], computed: FrenchIdExpiry): PairVerdict {
  const dates = printed.flatMap(datesOn);
  const found = dates.find((date) => withinComputed(date, computed));
  if (found) return { ...AGREES, found };
  const extended = computed.reason === 'issued-2004-2013-to-adult-extended';
  const before = dates.find((date) => withinComputed(addYears(date, EXTENSION_YEARS), computed));
  return extended && before ? { ...AGREES, note: 'printed-before-extension', found: before } : NOT_PRINTED;
}

function inPrint(date: string, printed: readonly PrintedLine[]): PairVerdict {
  if (printed.some((line) => datesOn(line).includes(date))) return { ...AGREES, found: date };
  const captioned = captionedDate(printed, EXPIRY_CAPTION);
  return captioned === undefined ? NOT_PRINTED : { ...CONTRADICTS, found: captioned };
}

export const expiryDate: FieldComparer = ({ mrz, printed }) => {
  if (mrz.expiryDate === null) return undefined;
  const paper = mrz.computedExpiry
    ? inPrintOfOldCard(printed, mrz.computedExpiry)
    : inPrint(mrz.expiryDate, printed);
  return {
    field: 'expiry_date',
    mrz: mrz.expiryDate,
    ...(paper.found !== undefined && { printed: paper.found }),
    ...worst([paper]),
  };
};
