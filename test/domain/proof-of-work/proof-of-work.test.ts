import { describe, expect, it } from 'vitest';
import { isSolution, leadingZeroBits } from '../../../lambdas/domain/proof-of-work/proof-of-work.ts';
import { solve } from '../../support/verification-service.ts';

describe('proof of work', () => {
  it.each([
    ['80', 0],
    ['7f', 1],
    ['0100', 7],
    ['00ff', 8],
    ['0000', 16],
    ['00001f', 19],
  ])('D4: %s begins with %i zero bits', (hex, bits) => {
    expect(leadingZeroBits(Buffer.from(hex, 'hex'))).toBe(bits);
  });

  it('D4: a solution is of one challenge', () => {
    const solution = solve({ challenge: 'one', bits: 12 });
    expect(isSolution('one', solution, 12)).toBe(true);
    expect(isSolution('other', solution, 12)).toBe(false);
    expect(isSolution('one', `${solution}0`, 12)).toBe(false);
  });

  it('D4: of random solutions about one in 2^bits fits', () => {
    const fitting = Array.from({ length: 4096 }, (_, n) => isSolution('challenge', String(n), 6));
    const share = fitting.filter(Boolean).length / 4096;
    expect(share).toBeGreaterThan(1 / 128);
    expect(share).toBeLessThan(1 / 32);
  });
});
