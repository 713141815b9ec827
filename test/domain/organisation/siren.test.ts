import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requireCorporateNumber } from '../../../lambdas/domain/organisation/require-corporate-number.ts';
import { isSiren } from '../../../lambdas/domain/organisation/siren.ts';

/** La Poste and EDF, from their legal notices. */
const KNOWN = [
  ['356000000', 'FR39356000000'],
  ['552081317', 'FR03552081317'],
] as const;

describe('corporate numbers', () => {
  it.each(KNOWN)('D9: %s has its check digit, and belongs to the tax number %s', (siren, vat) => {
    expect(isSiren(siren)).toBe(true);
    expect(() => requireCorporateNumber(siren, vat)).not.toThrow();
  });

  it('D9: one digit typed wrongly is noticed', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const [siren] = KNOWN[1];
        const digits = [...siren].map((digit, n) => (n === at ? (Number(digit) + by) % 10 : digit)).join('');
        expect(isSiren(digits)).toBe(false);
      }),
    );
  });

  it.each(['', '12345678', '1234567890', '00000000O', '000000000'])('D9: “%s” is none', (text) => {
    expect(isSiren(text)).toBe(false);
  });

  it('D9: the tax number of another organisation is named', () => {
    expect(() => requireCorporateNumber('356000000', 'FR03552081317')).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({
          fields: [{ field: 'taxNumber', code: 'of-another-organisation' }],
        }),
      }),
    );
  });
});
