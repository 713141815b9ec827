import { addYears, type IsoDate, isIsoDate } from '../calendar/iso-date.ts';
import { type BirthDate, earliestDay, isBirthDate } from '../calendar/presumed-birth-date.ts';

/** `YYMMDD` of a zone with unknown parts (`<<`, or `00` as some issuers write) as `00` (Doc 9303-3 §4.8). */
function parts(field: string): { year: string; month: string; day: string } | undefined {
  if (!/^\d{2}(\d{2}|<<)(\d{2}|<<)$/.test(field)) return undefined;
  const zeroed = field.replaceAll('<', '0');
  return { year: zeroed.slice(0, 2), month: zeroed.slice(2, 4), day: zeroed.slice(4, 6) };
}

function withCentury(field: string, century: number): string | undefined {
  const found = parts(field);
  return found && `${century}${found.year}-${found.month}-${found.day}`;
}

function centuryOf(day: IsoDate): number {
  return Number(day.slice(0, 2));
}

export interface BirthDateReading {
  readonly date: BirthDate;
  /** The other century this field may mean: someone read as a child may be over 100. */
  readonly otherCentury?: BirthDate;
}

/** Nobody older has an identity document to show; it keeps adolescents unambiguous. */
const OLDEST_AGE_YEARS = 115;

/**
 * The birth date of `YYMMDD`: the most recent one that is not after `latest` (Doc 9303-3 §4.8 gives no century).
 * Unknown month or day give a presumed date. Undefined when no such day exists.
 */
export function readBirthDate(field: string, latest: IsoDate): BirthDateReading | undefined {
  const century = centuryOf(latest);
  const candidates = [century, century - 1, century - 2]
    .map((hundreds) => withCentury(field, hundreds))
    .filter((date) => date !== undefined)
    .filter((date) => isBirthDate(date) && earliestDay(date) <= latest)
    .filter((date) => earliestDay(date) > addYears(latest, -OLDEST_AGE_YEARS));
  const [date, otherCentury] = candidates;
  if (date === undefined) return undefined;
  return otherCentury === undefined ? { date } : { date, otherCentury };
}

const EXPIRY_WINDOW_YEARS = 50;

/**
 * The expiry date of `YYMMDD`, the century chosen so that it lies within 50 years of `today`: no document lasts
 * longer, and none with a zone expired longer ago. Undefined when no such day exists.
 */
export function readExpiryDate(field: string, today: IsoDate): IsoDate | undefined {
  const century = centuryOf(today);
  return [century - 1, century, century + 1]
    .map((hundreds) => withCentury(field, hundreds))
    .filter((date) => date !== undefined)
    .filter(isIsoDate)
    .find(
      (date) => date > addYears(today, -EXPIRY_WINDOW_YEARS) && date <= addYears(today, EXPIRY_WINDOW_YEARS),
    );
}
