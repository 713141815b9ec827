import { daysInMonth, isIsoDate, partsOf, toIsoDate } from './iso-date.ts';

const PRESUMED = /^\d{4}-(0[1-9]|1[0-2])-00$|^\d{4}-00-00$/;

/**
 * A birth date as the civil registers give it: a calendar day, or presumed when the act knows only the month
 * (`YYYY-MM-00`) or the year (`YYYY-00-00`), as FranceConnect's identity providers write it.
 */
export type BirthDate = string;

export function isPresumed(date: BirthDate): boolean {
  return PRESUMED.test(date);
}

export function isBirthDate(text: string): boolean {
  return isPresumed(text) || isIsoDate(text);
}

/** First calendar day a presumed date may mean; the date itself when it is complete. */
export function earliestDay(date: BirthDate): string {
  const [year, month, day] = partsOf(date);
  return toIsoDate(year, month || 1, day || 1);
}

/** Last calendar day a presumed date may mean; the date itself when it is complete. */
export function latestDay(date: BirthDate): string {
  const [year, month, day] = partsOf(date);
  return toIsoDate(year, month || 12, day || daysInMonth(year, month || 12));
}

/**
 * Full years lived on `day`, taking the latest birth day a presumed date allows, so that nobody is counted older
 * than is certain. A person born on 29 February ages on 1 March of common years.
 */
export function ageOn(birthDate: BirthDate, day: string): number {
  const [year, month, dayOfMonth] = partsOf(latestDay(birthDate));
  const [nowYear, nowMonth, nowDay] = partsOf(day);
  const hadBirthday = nowMonth > month || (nowMonth === month && nowDay >= dayOfMonth);
  return nowYear - year - (hadBirthday ? 0 : 1);
}
