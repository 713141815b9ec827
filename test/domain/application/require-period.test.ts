import { describe, expect, it } from 'vitest';
import { requirePeriod } from '../../../lambdas/domain/application/require-period.ts';

const period = (from: string, to: string, timeZone = 'Europe/Paris') =>
  requirePeriod(new URLSearchParams({ from, to }), timeZone);

describe('the period of a search', () => {
  it('E5: days begin at midnight of the authority’s time zone, also when the clocks change', () => {
    expect(period('2026-11-01', '2026-11-22')).toEqual({
      from: '2026-10-31T23:00:00.000Z',
      until: '2026-11-22T23:00:00.000Z',
    });
    expect(period('2026-10-25', '2026-10-25')).toEqual({
      from: '2026-10-24T22:00:00.000Z', // summer time until that morning
      until: '2026-10-25T23:00:00.000Z',
    });
    expect(period('2026-03-29', '2026-03-29').until).toBe('2026-03-29T22:00:00.000Z');
  });

  it.each([
    ['Pacific/Noumea', '2026-10-31T13:00:00.000Z'],
    ['America/Cayenne', '2026-11-01T03:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-10-31T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-11-01T11:00:00.000Z'],
    ['Asia/Kathmandu', '2026-10-31T18:15:00.000Z'],
    ['UTC', '2026-11-01T00:00:00.000Z'],
  ])('E5: in %s', (timeZone, from) => {
    expect(period('2026-11-01', '2026-11-01', timeZone).from).toBe(from);
  });

  it('E5: a year at most, and never backwards', () => {
    expect(period('2025-11-22', '2026-11-22').from).toBe('2025-11-21T23:00:00.000Z');
    for (const [from, to] of [
      ['2026-11-02', '2026-11-01'],
      ['2025-01-01', '2026-11-01'],
      ['', '2026-11-01'],
      ['2026-02-30', '2026-03-01'],
    ] as const)
      expect(() => period(from, to)).toThrow(expect.objectContaining({ code: 'period-not-possible' }));
  });
});
