import { describe, expect, it } from 'vitest';
import { acrOf, LEVELS, lowestAcr, satisfies } from '../../../lambdas/domain/acr/acr.ts';

describe('levels', () => {
  it('B6: low is eidas1, substantial eidas2', () => {
    expect([acrOf('low'), acrOf('substantial')]).toEqual(['eidas1', 'eidas2']);
  });

  it('B6: of several the lowest counts, in whatever order; unknown ones say nothing', () => {
    expect(lowestAcr(['eidas3', 'eidas2'])).toBe('eidas2');
    expect(lowestAcr(['other', 'eidas3'])).toBe('eidas3');
    expect(lowestAcr(['other', ''])).toBeUndefined();
  });

  it('B6: a level satisfies itself and those below', () => {
    const table = LEVELS.map((actual) => LEVELS.map((wanted) => satisfies(actual, wanted)));
    expect(table).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });
});
