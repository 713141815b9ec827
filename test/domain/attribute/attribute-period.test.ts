import { describe, expect, it } from 'vitest';
import { attributePeriod } from '../../../lambdas/domain/attribute/attribute-period.ts';
import { startOfDay } from '../../../lambdas/domain/calendar/start-of-day.ts';

const RULES = { attributeDays: 365, timeZone: 'Europe/Paris' };
const NOW = new Date('2026-03-01T23:30:00Z'); // 2 March in Paris
const fieldsOf = (from: string, until: string): readonly { field: string; code: string }[] => {
  try {
    attributePeriod({ from, until }, RULES, NOW);
    return [];
  } catch (error) {
    return (error as { details: { fields: { field: string; code: string }[] } }).details.fields;
  }
};

describe('the period of an attribute', () => {
  it('E3: whole days of the deployment’s time zone, also where the clock changes', () => {
    expect(attributePeriod({ from: '2026-03-02', until: '2026-03-29' }, RULES, NOW)).toEqual({
      notBefore: '2026-03-01T23:00:00.000Z',
      notAfter: '2026-03-29T21:59:59.000Z', // summer time begins that day
    });
  });

  it('E3: not backwards in time, not longer than the operator allows', () => {
    expect(fieldsOf('2026-03-01', '2026-06-01')).toEqual([{ field: 'from', code: 'in-the-past' }]);
    expect(fieldsOf('2026-03-03', '2026-03-02')).toEqual([{ field: 'until', code: 'before-its-start' }]);
    expect(fieldsOf('2026-03-02', '2027-03-03')).toEqual([{ field: 'until', code: 'period-too-long' }]);
    expect(fieldsOf('2026-03-02', '2027-03-02')).toEqual([]);
    expect(fieldsOf('2026-03-02', '2026-03-02')).toEqual([]);
  });
});

describe('the first instant of a day', () => {
  it.each([
    ['2026-01-01', 'Europe/Paris', '2025-12-31T23:00:00.000Z'],
    ['2026-07-01', 'Europe/Paris', '2026-06-30T22:00:00.000Z'],
    ['2026-07-01', 'Asia/Tokyo', '2026-06-30T15:00:00.000Z'],
    ['2026-07-01', 'Asia/Kolkata', '2026-06-30T18:30:00.000Z'],
    ['2026-07-01', 'Pacific/Kiritimati', '2026-06-30T10:00:00.000Z'],
    ['2026-07-01', 'Pacific/Niue', '2026-07-01T11:00:00.000Z'],
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'], // midnight is skipped: 01:00 −03
  ])('E3: %s in %s', (day, zone, instant) => {
    expect(startOfDay(day, zone).toISOString()).toBe(instant);
  });
});
