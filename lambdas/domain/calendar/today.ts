import type { IsoDate } from './iso-date.ts';

/** The calendar day of an instant in a time zone of the IANA database (`Europe/Paris`). */
export function dayIn(timeZone: string, now: Date): IsoDate {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return format.format(now);
}
