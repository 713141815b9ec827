import { isIsoDate, toIsoDate } from '../calendar/iso-date.ts';
import type { PrintedLine } from './printed-text.ts';

/** Months as documents print them, in French and English, three or four letters, accents folded. */
const MONTHS: readonly (readonly string[])[] = [
  ['JAN', 'JANV', 'JANVIER', 'JANUARY'],
  ['FEV', 'FEVR', 'FEVRIER', 'FEB', 'FEBRUARY'],
  ['MAR', 'MARS', 'MARCH'],
  ['AVR', 'AVRIL', 'APR', 'APRIL'],
  ['MAI', 'MAY'],
  ['JUN', 'JUIN', 'JUNE'],
  ['JUL', 'JUIL', 'JUILLET', 'JULY'],
  ['AOU', 'AOUT', 'AUG', 'AUGUST'],
  ['SEP', 'SEPT', 'SEPTEMBRE', 'SEPTEMBER'],
  ['OCT', 'OCTOBRE', 'OCTOBER'],
  ['NOV', 'NOVEMBRE', 'NOVEMBER'],
  ['DEC', 'DECEMBRE', 'DECEMBER'],
];

function monthOf(word: string): number {
  if (/^\d{2}$/.test(word)) return Number(word);
  return MONTHS.findIndex((names) => names.includes(word)) + 1;
}

/** A date that begins at a word, and how many words it takes. */
interface FoundDate {
  readonly date: string;
  readonly words: number;
}

function found(words: number, ...candidates: readonly string[]): FoundDate | undefined {
  const date = candidates.find(isIsoDate);
  return date === undefined ? undefined : { date, words };
}

/** Eight digits in one to three words: readers lose the spaces between day, month and year, or some of them. */
function eightDigitsAt(words: readonly string[], at: number): FoundDate | undefined {
  for (const count of [1, 2, 3]) {
    const digits = words.slice(at, at + count).join('');
    if (!/^\d{8}$/.test(digits)) continue;
    const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].map(Number);
    const dayFirst = toIsoDate(year ?? 0, month ?? 0, day ?? 0);
    const yearFirst = toIsoDate(
      Number(digits.slice(0, 4)),
      Number(digits.slice(4, 6)),
      Number(digits.slice(6)),
    );
    return found(count, dayFirst, yearFirst);
  }
  return undefined;
}

function dateAt(words: readonly string[], at: number): FoundDate | undefined {
  const [first = '', second = '', third = '', fourth = ''] = words.slice(at, at + 4);
  const run = eightDigitsAt(words, at);
  if (run) return run;
  if (/^\d{4}$/.test(first)) return found(3, toIsoDate(Number(first), monthOf(second), Number(third)));
  if (!/^\d{1,2}$/.test(first)) return undefined;
  if (/^\d{4}$/.test(third)) return found(3, toIsoDate(Number(third), monthOf(second), Number(first)));
  // Passports print the month in two languages: `12 AOÛT/AUG 1974`.
  const twice = /^\D+$/.test(third) && monthOf(third) === monthOf(second) && /^\d{4}$/.test(fourth);
  return twice ? found(4, toIsoDate(Number(fourth), monthOf(second), Number(first))) : undefined;
}

/** Calendar days printed on a line: `13 07 1990`, `13.07.1990`, `1990-07-13`, `13071990`, `12 AOÛT/AUG 1974`. */
export function datesOn({ words }: PrintedLine): string[] {
  const dates: string[] = [];
  for (let at = 0; at < words.length; ) {
    const next = dateAt(words, at);
    if (next) dates.push(next.date);
    at += next?.words ?? 1;
  }
  return dates;
}

/** How many lines after its caption a value may stand. */
const CAPTION_REACH = 2;

/**
 * The date that stands on a captioned line or shortly below it; undefined when there is no such caption or date.
 * @param others dates known to be something else: where captions stand side by side, a reader may give their values in any order
 */
export function captionedDate(
  lines: readonly PrintedLine[],
  caption: RegExp,
  others: readonly (string | null)[] = [],
): string | undefined {
  for (const [index, line] of lines.entries()) {
    if (!caption.test(line.words.join(' '))) continue;
    const dates = lines.slice(index, index + 1 + CAPTION_REACH).flatMap(datesOn);
    const date = dates.find((each) => !others.includes(each));
    if (date) return date;
  }
  return undefined;
}

export const BIRTH_CAPTION = /\b(NEE?|NAISS\w*|BIRTH|BORN)\b/;
export const EXPIRY_CAPTION = /\b(EXPIR\w*|VALABLE|VALIDITE|VALID|EXP)\b/;
export const ISSUE_CAPTION = /\b(DELIVR\w*|ISSUE|ISSUED)\b/;
