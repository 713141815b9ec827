import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDer } from '../../../lambdas/domain/asn1/strict-der.ts';
import { derValue } from '../../../lambdas/domain/asn1/write-der.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('strict DER', () => {
  it('D4: a real structure is canonical, and not with one byte more or less', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const der = Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }));
    expect(isDer(der)).toBe(true);
    expect(isDer(Uint8Array.from([...der, 0]))).toBe(false);
    expect(isDer(der.subarray(0, -1))).toBe(false);
  });

  it.each([
    ['an indefinite length', '30 80 02 01 01 00 00'],
    ['a long form where the short one does', '30 81 03 02 01 01'],
    ['a length with a leading zero', `30 82 00 80 ${'05 00 '.repeat(64)}`],
    ['a padded integer', '02 02 00 01'],
    ['a padded negative integer', '02 02 ff 80'],
    ['an empty integer', '02 00'],
    ['a boolean that is neither 00 nor FF', '01 01 01'],
    ['a bit string with eight unused bits', '03 02 08 00'],
    ['a child that leaves its parent', '30 03 02 05 01 01 01 01 01'],
    ['a length of four gigabytes', '30 84 ff ff ff ff 00'],
    ['a length of length 5', '30 85 00 00 00 00 01 00'],
    ['nothing', ''],
  ])('D4: refuses %s', (_, text) => {
    expect(isDer(hex(text))).toBe(false);
  });

  it('D4: refuses a tower of sequences instead of falling off it', () => {
    let tower = hex('05 00');
    for (let level = 0; level < 2000; level += 1) tower = derValue(0x30, tower);
    expect(isDer(tower)).toBe(false);
  });

  it('D4: what we write is DER at any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (content) => {
        const der = derValue(0x04, content);
        expect(isDer(der)).toBe(true);
        expect(der.subarray(-content.length || der.length)).toEqual(content);
      }),
      { numRuns: 40 },
    );
  });

  it('D4: garbage never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof isDer(bytes) === 'boolean'));
  });
});
