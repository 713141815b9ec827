import { daysInMonth, type IsoDate, partsOf, toIsoDate } from '../calendar/iso-date.ts';
import { type BirthDate, latestDay } from '../calendar/presumed-birth-date.ts';

/**
 * The `nth` birthday after a day, which itself does not count (C3, systems.md §3.4). Who was born on 29 February has birthday on
 * 28 February of common years; a birth that is presumed is counted from the last day it may have been.
 */
export function birthdayAfter(birthdate: BirthDate, day: IsoDate, nth: number): IsoDate {
  const [year] = partsOf(day);
  const first = birthdayIn(birthdate, year) > day ? year : year + 1;
  return birthdayIn(birthdate, first + nth - 1);
}

function birthdayIn(birthdate: BirthDate, year: number): IsoDate {
  const [, month, day] = partsOf(latestDay(birthdate));
  return toIsoDate(year, month, Math.min(day, daysInMonth(year, month)));
}
