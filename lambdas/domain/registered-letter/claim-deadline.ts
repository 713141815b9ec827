import { addDays } from '../calendar/iso-date.ts';
import { startOfDay } from '../calendar/start-of-day.ts';
import { dayIn } from '../calendar/today.ts';

/**
 * The instant from which a letter can no longer be accepted: `days` whole days run from the day after its notice (CPCE R. 53-3),
 * counted in the days of the time zone (IANA name). Notice on the 21st, 15 days: the 7th at midnight.
 */
export function claimDeadline(noticedAt: Date, days: number, timeZone: string): Date {
  return startOfDay(addDays(dayIn(timeZone, noticedAt), days + 1), timeZone);
}
