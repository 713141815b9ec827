import { addDays, addYears, type IsoDate, isIsoDate } from '../calendar/iso-date.ts';
import { ageOn, type BirthDate } from '../calendar/presumed-birth-date.ts';

const PRINTED_YEARS = 10;
const EXTENSION_YEARS = 5;
const FIRST_EXTENDED = '2004-01-02';
const LAST_EXTENDED = '2013-12-31';
const ADULT_AGE = 18;

/**
 * The real last day of a French card whose printed one is known: cards given to adults from 2 January 2004 to
 * 31 December 2013 were printed with ten years and are good for fifteen (A1). Without the day of issue
 * it is taken as ten years before the printed end.
 */
export function extendedFrenchIdExpiry(printed: IsoDate, birthDate: BirthDate, issued?: string): IsoDate {
  const issueDay = issued && isIsoDate(issued) ? issued : addDays(addYears(printed, -PRINTED_YEARS), 1);
  const extended =
    issueDay >= FIRST_EXTENDED && issueDay <= LAST_EXTENDED && ageOn(birthDate, issueDay) >= ADULT_AGE;
  return extended ? addYears(printed, EXTENSION_YEARS) : printed;
}
