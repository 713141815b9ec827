import type { IsoDate } from './iso-date.ts';

/** Making a formatter costs a hundred times as much as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a time zone of the IANA database (`Europe/Paris`). */
export function dayIn(timeZone: string, now: Date): IsoDate {
  const format = formats.get(timeZone) ?? formatOf(timeZone);
  formats.set(timeZone, format);
  return format.format(now);
}

const formatOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
