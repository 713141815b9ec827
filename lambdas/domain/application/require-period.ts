import { addDays, isIsoDate } from '../calendar/iso-date.ts';
import { dayIn } from '../calendar/today.ts';
import { Refusal } from '../errors.ts';

const MOST_DAYS = 366;

/**
 * The days `from` to `to` of a search, both included, as instants of the authority's time zone.
 * @throws Refusal invalid `period-not-possible`
 */
export function requirePeriod(
  query: URLSearchParams,
  timeZone: string,
): { readonly from: string; readonly until: string } {
  const from = query.get('from') ?? '';
  const to = query.get('to') ?? '';
  if (!isIsoDate(from) || !isIsoDate(to) || from > to || addDays(from, MOST_DAYS) < to) {
    throw new Refusal(
      'invalid',
      'period-not-possible',
      'Give the first and the last day of the period, at most one year apart.',
      { fields: [{ field: isIsoDate(from) ? 'to' : 'from', code: 'date' }] },
    );
  }
  return { from: startOfDay(from, timeZone), until: startOfDay(addDays(to, 1), timeZone) };
}

const HOUR_MS = 3_600_000;

/** The first instant of a day in a time zone: the hour before which it is still the day before. */
function startOfDay(day: string, timeZone: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const quarters = Array.from({ length: 30 * 4 }, (_, index) => noon - 26 * HOUR_MS + (index * HOUR_MS) / 4);
  const first = quarters.find((at) => dayIn(timeZone, new Date(at)) >= day) ?? noon;
  return new Date(first).toISOString();
}
