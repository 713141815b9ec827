import { language } from './translate.ts';

/** Some systems give tags that are none (`en-US@posix`), on which `Intl` throws. */
const WELL_FORMED = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})+$/;

/** The person's own variant of the language shown (`fr-CA`), or the one of Europe. */
const locale = (): string =>
  navigator.languages.find((wanted) => wanted.startsWith(`${language.value}-`) && WELL_FORMED.test(wanted)) ??
  (language.value === 'en' ? 'en-GB' : language.value);

const format = (options: Intl.DateTimeFormatOptions, at: Date): string =>
  new Intl.DateTimeFormat(locale(), options).format(at);

/** An instant as date and time, in the person's own time zone. */
export const dateAndTime = (iso: string): string =>
  format({ dateStyle: 'long', timeStyle: 'short' }, new Date(iso));

/** An instant as a short date and time, for lists. */
export const shortDateAndTime = (iso: string): string =>
  format({ dateStyle: 'medium', timeStyle: 'short' }, new Date(iso));

/** A calendar date `YYYY-MM-DD`; a presumed date (`00` for what is unknown) shows what is known. */
export function calendarDate(iso: string): string {
  const [year = '', month = '00', day = '00'] = iso.split('-');
  const at = new Date(Date.UTC(Number(year), Math.max(Number(month) - 1, 0), Math.max(Number(day), 1)));
  if (Number.isNaN(at.getTime())) return iso;
  const shown: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric' };
  if (month !== '00') shown.month = 'long';
  if (day !== '00') shown.day = 'numeric';
  return format(shown, at);
}

/** `m:ss`, or `h:mm:ss` from one hour on. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

/** The name of a country from its ISO 3166 code, in the language shown. */
export function countryName(code: string): string {
  return new Intl.DisplayNames(language.value, { type: 'region', fallback: 'code' }).of(code) ?? code;
}
