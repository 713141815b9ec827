import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDerSignature, toRawSignature } from '../../../lambdas/domain/asn1/ecdsa-signature.ts';
import { isDer } from '../../../lambdas/domain/asn1/strict-der.ts';

describe('ECDSA signatures as r‖s and as DER', () => {
  it('C1: go there and back, whatever leading zeros and high bits they have', () => {
    for (const width of [32, 48]) {
      const raw = fc.uint8Array({ minLength: width * 2, maxLength: width * 2 });
      fc.assert(
        fc.property(raw, (signature) => {
          const der = toDerSignature(signature);
          expect(isDer(der)).toBe(true);
          expect(toRawSignature(der, width)).toEqual(signature);
        }),
      );
    }
  });

  it('C1: small and zero integers keep their width', () => {
    const raw = new Uint8Array(64);
    raw[63] = 0x80;
    expect([...toDerSignature(raw)]).toEqual([0x30, 7, 2, 1, 0, 2, 2, 0, 0x80]);
  });

  it('C1: node:crypto verifies both', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const data = Buffer.from('data');
    const raw = sign('sha384', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    expect(verify('sha384', data, publicKey, toDerSignature(raw))).toBe(true);
    const der = toRawSignature(sign('sha384', data, privateKey), 48);
    expect(
      verify('sha384', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, der ?? new Uint8Array()),
    ).toBe(true);
  });

  it.each([
    ['a padded integer', [0x30, 7, 2, 2, 0, 1, 2, 1, 1]],
    ['a negative integer', [0x30, 6, 2, 1, 0x80, 2, 1, 1]],
    ['an empty integer', [0x30, 5, 2, 0, 2, 1, 1]],
    ['something after it', [0x30, 6, 2, 1, 1, 2, 1, 1, 0]],
    ['a third integer', [0x30, 9, 2, 1, 1, 2, 1, 1, 2, 1, 1]],
    ['an integer that leaves the sequence', [0x30, 6, 2, 1, 1, 2, 9, 1]],
    ['an integer too wide', [0x30, 2 + 33 + 3, 2, 33, ...Array(33).fill(1), 2, 1, 1]],
    ['nothing', []],
  ])('C1: refuses %s', (_, der) => {
    expect(toRawSignature(Uint8Array.from(der), 32)).toBeUndefined();
  });
});
