import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOctets } from '../../../lambdas/domain/client-authentication/address-octets.ts';

describe('IP addresses as octets', () => {
  it.each([
    ['192.0.2.7', 'c0000207'],
    ['::', '0'.repeat(32)],
    ['::1', `${'0'.repeat(31)}1`],
    ['2001:db8::8:800:200C:417A', '20010db80000000000080800200c417a'],
    ['::ffff:192.0.2.7', '00000000000000000000ffffc0000207'],
  ])('B9: RFC 8705 §2.1.2: %s', (written, octets) => expect(addressOctets(written)).toBe(octets));

  it('B9: RFC 4291 §2.2: reads what node:net takes for an address, and nothing else', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789abF:::..'), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), text), (written) => {
        expect(addressOctets(written)?.length).toBe({ 0: undefined, 4: 8, 6: 32 }[isIP(written)]);
      }),
      { numRuns: 2000 },
    );
  });
});
