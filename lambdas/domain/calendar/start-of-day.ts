import { type IsoDate, partsOf } from './iso-date.ts';
import { dayIn } from './today.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The first instant of a calendar day in a time zone of the IANA database: where midnight is skipped, the hour after it. */
export function startOfDay(day: IsoDate, timeZone: string): Date {
  const [year, month, date] = partsOf(day);
  const utc = Date.UTC(year, month - 1, date);
  // Offsets lie between −12 and +14 hours; the day's first instant is found by halving to the minute.
  let [before, within] = [utc - 15 * HOUR, utc + 13 * HOUR];
  while (within - before > MINUTE) {
    const middle = before + Math.floor((within - before) / 2 / MINUTE) * MINUTE;
    if (dayIn(timeZone, new Date(middle)) < day) before = middle;
    else within = middle;
  }
  return new Date(within);
}
