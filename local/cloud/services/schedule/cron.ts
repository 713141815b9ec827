import { fromZoned, toZoned } from './zone.ts';

/** A parsed `cron(minutes hours day-of-month month day-of-week year)` of EventBridge. */
export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  /** Whether a day matches: year, month 1–12, day of the month. */
  isDay(year: number, month: number, day: number): boolean;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAY_MILLISECONDS = 86_400_000;
const YEARS_AHEAD = 5;

/** Parses the six fields (EventBridge User Guide, "Cron expressions"); throws a sentence. */
export function parseCron(expression: string): Cron {
  const fields = expression.trim().split(/\s+/);
  const [minutes = '', hours = '', monthDay = '', month = '', weekday = '', year = ''] = fields;
  if (fields.length !== 6) throw new Error(`cron(${expression}) must have six fields.`);
  if ((monthDay === '?') === (weekday === '?')) {
    throw new Error(`cron(${expression}) needs ? in exactly one of day-of-month and day-of-week.`);
  }
  const months = readField(month, 1, 12, MONTHS);
  const years = readField(year, 1970, 2199, []);
  const isMonthDay = monthDay === '?' ? () => true : monthDayRule(monthDay);
  const isWeekday = weekday === '?' ? () => true : weekdayRule(weekday);
  return {
    minutes: readField(minutes, 0, 59, []),
    hours: readField(hours, 0, 23, []),
    isDay: (y, m, d) => years.has(y) && months.has(m) && isMonthDay(y, m, d) && isWeekday(y, m, d),
  };
}

/** The first instant after `after` (ms) at which the expression holds in a time zone; `undefined` when none comes. */
export function nextCron(cron: Cron, after: number, zone: string): number | undefined {
  const from = toZoned(after, zone);
  const first = Date.UTC(from.year, from.month - 1, from.day);
  for (let offset = 0; offset < YEARS_AHEAD * 366; offset += 1) {
    const date = new Date(first + offset * DAY_MILLISECONDS);
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    if (!cron.isDay(year, month, day)) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const instant = fromZoned({ year, month, day, hour, minute, second: 0 }, zone);
        if (instant > after) return instant;
      }
    }
  }
  return undefined;
}

type DayRule = (year: number, month: number, day: number) => boolean;

function monthDayRule(field: string): DayRule {
  if (field === 'L') return (year, month, day) => day === lastDay(year, month);
  const [, nearest] = /^(\d+)W$/.exec(field) ?? [];
  if (nearest !== undefined)
    return (year, month, day) => day === nearestWeekday(year, month, Number(nearest));
  const days = readField(field, 1, 31, []);
  return (_year, _month, day) => days.has(day);
}

function weekdayRule(field: string): DayRule {
  const [, name = '', kind, count] = /^(\w+?)(?:(L)|#([1-5]))$/.exec(field) ?? [];
  if (kind === 'L' || count !== undefined) {
    const weekday = readNumber(name, WEEKDAYS, 1);
    return (year, month, day) => {
      if (weekdayOf(year, month, day) !== weekday) return false;
      return kind === 'L' ? day + 7 > lastDay(year, month) : Math.ceil(day / 7) === Number(count);
    };
  }
  const weekdays = readField(field === 'L' ? 'SAT' : field, 1, 7, WEEKDAYS);
  return (year, month, day) => weekdays.has(weekdayOf(year, month, day));
}

/** `*`, `a`, `a-b`, `a/n`, `a-b/n` and lists of them; in ascending order. */
function readField(field: string, least: number, most: number, names: readonly string[]): Set<number> {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step] = part.split('/');
    const [from, to] = range === '*' ? [least, most] : readRange(range, names, least);
    const last = step !== undefined && !range.includes('-') ? most : to;
    const stride = Number(step ?? 1);
    if (!(from >= least && last <= most && from <= last && stride >= 1)) {
      throw new Error(`The cron field "${field}" is not within ${least} to ${most}.`);
    }
    for (let value = from; value <= last; value += stride) values.add(value);
  }
  return new Set([...values].sort((a, b) => a - b));
}

function readRange(range: string, names: readonly string[], least: number): [number, number] {
  const [from = '', to = from] = range.split('-');
  return [readNumber(from, names, least), readNumber(to, names, least)];
}

function readNumber(text: string, names: readonly string[], least: number): number {
  const index = names.indexOf(text.toUpperCase());
  const number = index < 0 ? Number(text) : index + least;
  if (text === '' || !Number.isInteger(number)) throw new Error(`The cron value "${text}" is not known.`);
  return number;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 1 is Sunday, as EventBridge counts. */
function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

/** The working day nearest to a day, within its month. */
function nearestWeekday(year: number, month: number, day: number): number {
  const weekday = weekdayOf(year, month, day);
  if (weekday === 7) return day > 1 ? day - 1 : day + 2;
  if (weekday === 1) return day < lastDay(year, month) ? day + 1 : day - 2;
  return day;
}
