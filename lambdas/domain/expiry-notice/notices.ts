import { addDays, addMonths, type IsoDate } from '../calendar/iso-date.ts';

/** When holders hear that a certificate is about to expire (C8), and how. */
export interface ExpiryNotice {
  readonly name: '1-month' | '2-weeks' | '10-days' | '7-days';
  readonly channel: 'email' | 'phone';
  /** The day on which it is due for a certificate that expires on `day`. */
  readonly dueBefore: (day: IsoDate) => IsoDate;
}

export const EXPIRY_NOTICES: readonly ExpiryNotice[] = [
  { name: '1-month', channel: 'email', dueBefore: (day) => addMonths(day, -1) },
  { name: '2-weeks', channel: 'email', dueBefore: (day) => addDays(day, -14) },
  { name: '10-days', channel: 'phone', dueBefore: (day) => addDays(day, -10) },
  { name: '7-days', channel: 'email', dueBefore: (day) => addDays(day, -7) },
];

/** A month has at most so many days. */
const LONGEST_LEAD_DAYS = 31;

/** Days of expiry for which a notice is due on `today`: at the end of a short month several, or none. */
export function expiryDaysDue(notice: ExpiryNotice, today: IsoDate): readonly IsoDate[] {
  return Array.from({ length: LONGEST_LEAD_DAYS + 1 }, (_, days) => addDays(today, days)).filter(
    (day) => notice.dueBefore(day) === today,
  );
}
