import { expect, it } from 'vitest';
import { addDays, addYears, endOfMonth, isIsoDate } from '../../../lambdas/domain/calendar/iso-date.ts';
import {
  ageOn,
  earliestDay,
  isBirthDate,
  isPresumed,
  latestDay,
} from '../../../lambdas/domain/calendar/presumed-birth-date.ts';

it.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2000-02-29', true],
  ['1900-02-29', false],
  ['2024-13-01', false],
  ['2024-04-31', false],
  ['0000-01-01', false],
  ['2024-1-1', false],
  ['2024-01-01T00:00:00Z', false],
])('A7: %s is a calendar day: %s', (text, expected) => {
  expect(isIsoDate(text)).toBe(expected);
});

it('A12: presumed birth dates leave out the day, or day and month, never the month alone', () => {
  expect(['1958-03-00', '1958-00-00'].map(isPresumed)).toEqual([true, true]);
  expect(['1958-00-12', '1958-13-00', '1958-03-32', '58-03-00'].map(isBirthDate)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([earliestDay('1960-02-00'), latestDay('1960-02-00')]).toEqual(['1960-02-01', '1960-02-29']);
  expect([earliestDay('1958-00-00'), latestDay('1958-00-00')]).toEqual(['1958-01-01', '1958-12-31']);
});

it('A1: age counts full years, and a presumed date counts from its last possible day', () => {
  expect(ageOn('2008-11-15', '2026-11-14')).toBe(17);
  expect(ageOn('2008-11-15', '2026-11-15')).toBe(18);
  expect(ageOn('2008-00-00', '2026-12-30')).toBe(17);
  expect(ageOn('2008-00-00', '2026-12-31')).toBe(18);
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
  expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
});

it('A1: years and days are added along the calendar', () => {
  expect(addYears('2012-02-29', 15)).toBe('2027-02-28');
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(endOfMonth('2024-02-10')).toBe('2024-02-29');
});
