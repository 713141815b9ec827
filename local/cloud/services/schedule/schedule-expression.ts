import { nextCron, parseCron } from './cron.ts';
import { fromZoned } from './zone.ts';

/** When a schedule is due: the first instant after another (ms since the epoch), or never again. */
export interface Due {
  /** `once` for `at()`: it is due even when its time passed while the cloud was off. */
  readonly once: boolean;
  next(after: number): number | undefined;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

/**
 * Reads `rate(5 minutes)`, `cron(0 6 * * ? *)` or `at(2026-12-24T18:00:00)`.
 *
 * @param zone IANA time zone of cron and at
 * @param since start of the counting of a rate, ms since the epoch
 * @throws Error with a sentence
 */
export function parseSchedule(expression: string, zone = 'UTC', since = 0): Due {
  const [, kind, inner = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return rate(inner, since);
  if (kind === 'at') return at(inner, zone);
  if (kind !== 'cron') throw new Error(`Invalid Schedule Expression ${expression}.`);
  const cron = parseCron(inner);
  return { once: false, next: (after) => nextCron(cron, after, zone) };
}

function rate(inner: string, since: number): Due {
  const [, count, unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(inner) ?? [];
  if (count === undefined) throw new Error(`Invalid Schedule Expression rate(${inner}).`);
  const period = Number(count) * (UNIT_SECONDS[unit] ?? 0) * 1000;
  return {
    once: false,
    next: (after) => since + (Math.floor(Math.max(0, after - since) / period) + 1) * period,
  };
}

function at(inner: string, zone: string): Due {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(inner) ?? [];
  if (year === undefined) throw new Error(`Invalid Schedule Expression at(${inner}).`);
  const numbers = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = numbers;
  const instant = fromZoned({ year: y, month: mo, day: d, hour: h, minute: mi, second: s }, zone);
  return { once: true, next: (after) => (instant > after ? instant : undefined) };
}
