import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsEnvironment, requireFittingNumber } from '../../../lambdas/domain/client/environment.ts';
import { isFictionalNumber } from '../../../lambdas/domain/persona/persona.ts';

const SANDBOX = { environment: 'sandbox' } as const;
const PRODUCTION = { environment: 'production' } as const;
const PERSONA = { persona: { owner: 'ada' } };
const ANYWHERE = { persona: { owner: 'operator', anywhere: true } };

describe('who signs in where', () => {
  it.each([
    ['a persona in the sandbox', SANDBOX, PERSONA, true],
    ['a real person in the sandbox', SANDBOX, {}, false],
    ['a persona in production', PRODUCTION, PERSONA, false],
    ['a real person in production', PRODUCTION, {}, true],
    ['a real person at a client that says nothing', {}, {}, true],
    ['a persona at a client that says nothing', {}, PERSONA, false],
    ['a persona of a deployment for tests in production', PRODUCTION, ANYWHERE, true],
    ['a persona of a deployment for tests in the sandbox', SANDBOX, ANYWHERE, true],
  ])('B12: %s', (_what, client, account, fits) => {
    expect(fitsEnvironment(client, account)).toBe(fits);
  });

  it('B12: in the sandbox a number that may be somebody’s is refused before anybody is looked up', () => {
    expect(() => requireFittingNumber(SANDBOX, '+33612345678')).toThrow('being tried out');
    expect(() => requireFittingNumber(SANDBOX, '+33639980123')).not.toThrow();
    expect(() => requireFittingNumber(PRODUCTION, '+33612345678')).not.toThrow();
  });
});

describe('numbers that are nobody’s', () => {
  it('B12: +33 6 39 98 00 00 to 99 99, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (rest) => {
        const number = `+336${String(rest).padStart(8, '0')}`;
        expect(isFictionalNumber(number)).toBe(rest >= 39_980_000 && rest <= 39_989_999);
      }),
    );
    expect(isFictionalNumber('+33639980000')).toBe(true);
    expect(isFictionalNumber('+33639989999')).toBe(true);
    expect(isFictionalNumber('+33639990000')).toBe(false);
    expect(isFictionalNumber('+336399800000')).toBe(false);
  });
});
