import { addDays } from '../calendar/iso-date.ts';
import { startOfDay } from '../calendar/start-of-day.ts';
import { dayIn } from '../calendar/today.ts';
import { Refusal } from '../errors.ts';

/** From the first instant of one day to the last second of another, ISO 8601. */
export interface Period {
  readonly notBefore: string;
  readonly notAfter: string;
}

/**
 * The period a delegate asks for (E-07): not backwards in time, not longer than the operator allows.
 * @throws Refusal invalid `invalid-fields` naming `from` or `until`
 */
export function attributePeriod(
  { from, until }: { readonly from: string; readonly until: string },
  rules: { readonly attributeDays: number; readonly timeZone: string },
  now: Date,
): Period {
  const today = dayIn(rules.timeZone, now);
  const wrong = [
    ...(from < today ? [{ field: 'from', code: 'in-the-past' }] : []),
    ...(until < from ? [{ field: 'until', code: 'before-its-start' }] : []),
    ...(until > addDays(from, rules.attributeDays) ? [{ field: 'until', code: 'period-too-long' }] : []),
  ];
  if (wrong.length > 0) {
    throw new Refusal(
      'invalid',
      'invalid-fields',
      `The period begins today or later, ends after it begins and lasts at most ${rules.attributeDays} days.`,
      { fields: wrong },
    );
  }
  const end = startOfDay(addDays(until, 1), rules.timeZone).getTime() - 1000;
  return {
    notBefore: startOfDay(from, rules.timeZone).toISOString(),
    notAfter: new Date(end).toISOString(),
  };
}
