import { addYears } from '../../calendar/iso-date.ts';
import { earliestDay, isBirthDate } from '../../calendar/presumed-birth-date.ts';
import type { PivotRule } from './rule.ts';

const OLDEST_AGE_YEARS = 125;

/** A calendar day or a presumed date, `YYYY-MM-00` or `YYYY-00-00`, not after today. */
export const birthdate: PivotRule = {
  field: 'birthdate',
  judge: ({ birthdate: date }, today) => {
    if (!isBirthDate(date)) return 'date-invalid';
    if (earliestDay(date) > today) return 'date-in-future';
    return earliestDay(date) < addYears(today, -OLDEST_AGE_YEARS) ? 'date-too-old' : undefined;
  },
};
