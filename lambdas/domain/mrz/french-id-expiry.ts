import { addDays, addYears, endOfMonth, type IsoDate } from '../calendar/iso-date.ts';
import { ageOn, type BirthDate } from '../calendar/presumed-birth-date.ts';

/** Why an old French card lasts as long as it does. */
export type FrenchIdExpiryReason =
  /** Issued from January 2014 to an adult: 15 years. */
  | 'issued-from-2014-to-adult'
  /** Issued 2 January 2004 – 31 December 2013 to an adult: 10 years printed, extended by 5. */
  | 'issued-2004-2013-to-adult-extended'
  /** Issued before 2 January 2004: 10 years. */
  | 'issued-before-2004'
  /** Issued to a minor, or to someone who may still have been one that month: 10 years. */
  | 'issued-to-minor';

export interface FrenchIdExpiry {
  readonly years: 10 | 15;
  readonly reason: FrenchIdExpiryReason;
  /** The zone knows the month of issue, not the day: the card ends on one of these days. */
  readonly earliest: IsoDate;
  readonly latest: IsoDate;
}

const ADULT_AGE = 18;

function durationOf(issueMonth: string, birthDate: BirthDate): Pick<FrenchIdExpiry, 'years' | 'reason'> {
  if (issueMonth < '2004-01') return { years: 10, reason: 'issued-before-2004' };
  if (ageOn(birthDate, `${issueMonth}-01`) < ADULT_AGE) return { years: 10, reason: 'issued-to-minor' };
  if (issueMonth < '2014-01') return { years: 15, reason: 'issued-2004-2013-to-adult-extended' };
  return { years: 15, reason: 'issued-from-2014-to-adult' };
}

/**
 * Computed end of validity of a French card of 1988–2021, whose zone holds only the month of issue (`YYYY-MM`).
 * A card issued on the 15th is good until the 14th, so the end lies between the day before the month begins and
 * the day before it ends, `years` later. Adulthood is judged on the first of the month, the sure side.
 */
export function frenchIdExpiry(issueMonth: string, birthDate: BirthDate): FrenchIdExpiry {
  const { years, reason } = durationOf(issueMonth, birthDate);
  const firstIssueDay = `${issueMonth}-01`;
  return {
    years,
    reason,
    earliest: addDays(addYears(firstIssueDay, years), -1),
    latest: addDays(addYears(endOfMonth(firstIssueDay), years), -1),
  };
}

const FIRST_YEAR_OF_THE_CARD = 88;

/** Issue month `YYYY-MM` of the zone's `YYMM`; these cards were made from 1988 to 2021. Undefined for no month. */
export function readIssueMonth(field: string): string | undefined {
  if (!/^\d{2}(0[1-9]|1[0-2])$/.test(field)) return undefined;
  const year = Number(field.slice(0, 2));
  return `${year >= FIRST_YEAR_OF_THE_CARD ? 19 : 20}${field.slice(0, 2)}-${field.slice(2, 4)}`;
}
