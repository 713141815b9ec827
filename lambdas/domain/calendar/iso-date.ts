const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A calendar day `YYYY-MM-DD`. Presumed birth dates (`YYYY-MM-00`, `YYYY-00-00`) have their own file. */
export type IsoDate = string;

/** Days of `month` (1–12) in the proleptic Gregorian `year`. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** True for a day that exists in the calendar: `2024-02-29` yes, `2023-02-29` no. */
export function isIsoDate(text: string): boolean {
  const match = ISO_DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Writes year, month and day as `YYYY-MM-DD`; does not judge whether the day exists. */
export function toIsoDate(year: number, month: number, day: number): IsoDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** `[year, month, day]` of an ISO date, presumed dates included (their unknown parts are 0). */
export function partsOf(date: string): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

/** The same day `years` later; 29 February becomes 28 February in a common year. */
export function addYears(date: IsoDate, years: number): IsoDate {
  const [year, month, day] = partsOf(date);
  return toIsoDate(year + years, month, Math.min(day, daysInMonth(year + years, month)));
}

/** The same day `months` later (or earlier when negative), the month's last day where it has no such day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = partsOf(date);
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return toIsoDate(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** The day `days` later (or earlier when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  const [year, month, day] = partsOf(date);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The last day of the month that holds `date`. */
export function endOfMonth(date: IsoDate): IsoDate {
  const [year, month] = partsOf(date);
  return toIsoDate(year, month, daysInMonth(year, month));
}
