import { describe, expect, it } from 'vitest';
import { DEFAULT_MOVES } from '../../../lambdas/contracts/settings.ts';
import { retryDelaySeconds } from '../../../lambdas/domain/move/retry-delay.ts';

describe('when a business is asked again', () => {
  it('E6: soon at first, later each time, never more than two hours apart', () => {
    expect([1, 2, 3, 4, 5, 9].map(retryDelaySeconds)).toEqual([120, 480, 1920, 7200, 7200, 7200]);
  });

  it('E6: as shipped, a business that is down for a morning is still told', () => {
    const pauses = Array.from({ length: DEFAULT_MOVES.attempts - 1 }, (_, index) =>
      retryDelaySeconds(index + 1),
    );
    const hours = pauses.reduce((sum, seconds) => sum + seconds, 0) / 3600;
    expect(hours).toBeGreaterThan(2.5);
    expect(hours).toBeLessThan(4);
  });
});
