import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BerError } from '../../../lambdas/domain/ber/ber-error.ts';
import { children, type Element, isConstructed, readElement } from '../../../lambdas/domain/ber/element.ts';
import { encode, toDer } from '../../../lambdas/domain/ber/to-der.ts';
import {
  bits,
  hasBit,
  integerHex,
  octets,
  oid,
  smallInteger,
  text,
  time,
} from '../../../lambdas/domain/ber/values.ts';

const read = (hex: string): Element => readElement(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
const refused = (hex: string) => expect(() => walk(read(hex))).toThrow(BerError);

/** Reads all there is. */
function walk(element: Element): number {
  return isConstructed(element) ? children(element).reduce((count, child) => count + walk(child), 1) : 1;
}

describe('values of X.690', () => {
  it.each([
    ['06 03 55 04 03', '2.5.4.3'],
    ['06 06 2a 86 48 86 f7 0d', '1.2.840.113549'],
    ['06 03 88 37 03', '2.999.3'], // X.690 §8.19.5, the standard's own example
    ['06 09 60 86 48 01 65 03 04 02 01', '2.16.840.1.101.3.4.2.1'],
  ])('D7: object identifier %s', (hex, dotted) => {
    expect(oid(read(hex))).toBe(dotted);
  });

  it('D6: object identifiers that do not end, or never do', () => {
    expect(() => oid(read('06 00'))).toThrow(BerError);
    expect(() => oid(read('06 02 55 84'))).toThrow(BerError);
    expect(() => oid(readElement(encode(6, Buffer.alloc(100, 0xff))))).toThrow(BerError);
    expect(() => oid(read('02 01 03'))).toThrow(BerError);
  });

  it('D7: whole numbers', () => {
    expect(integerHex(read('02 01 00'))).toBe('00');
    expect(integerHex(read('02 02 00 80'))).toBe('80');
    expect(integerHex(read('02 01 80'))).toBe('-80');
    expect(smallInteger(read('02 02 01 00'))).toBe(256);
    expect(smallInteger(readElement(encode(2, Buffer.alloc(20, 0x7f))))).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => smallInteger(read('02 01 ff'))).toThrow(BerError);
    expect(() => integerHex(read('02 00'))).toThrow(BerError);
  });

  it('D7: bits, the first is the highest', () => {
    const { bytes } = bits(read('03 02 06 c0'));
    expect([0, 1, 2, 9].map((bit) => hasBit(bytes, bit))).toEqual([true, true, false, false]);
    expect(() => bits(read('03 00'))).toThrow(BerError);
    expect(() => bits(read('03 01 03'))).toThrow(BerError);
    expect(() => bits(read('23 04 03 02 06 c0'))).toThrow(BerError);
  });

  it.each([
    ['0c 03 c3 89 61', 'Éa'],
    ['1e 04 00 c9 65 e5', 'É日'],
    ['1c 08 00 00 00 41 00 01 f6 00', 'A😀'],
    ['13 02 41 42', 'AB'],
  ])('D7: text %s', (hex, expected) => {
    expect(text(read(hex))).toBe(expected);
  });

  it('D6: text that is not well formed', () => {
    for (const hex of ['0c 01 c3', '1e 03 00 41 00', '1c 04 ff ff ff ff'])
      expect(() => text(read(hex))).toThrow(BerError);
    expect(text(read('04 01 41'))).toBeUndefined();
  });

  const at = (tag: number, written: string) => time(readElement(encode(tag, Buffer.from(written))));
  it.each([
    [0x17, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    [0x17, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [0x18, '20500101000000Z', '2050-01-01T00:00:00.000Z'],
    [0x18, '20261101120000.25Z', '2026-11-01T12:00:00.250Z'],
    [0x17, '2402291200Z', '2024-02-29T12:00:00.000Z'],
  ])('D7: time %s %s', (tag, written, iso) => {
    expect(at(tag, written).toISOString()).toBe(iso);
  });

  it.each([
    '260230120000Z',
    '261301120000Z',
    '261101240000Z',
    '261101120060Z',
    '261101120000',
    '261101120000+0100',
  ])('D6: no such time: %s', (written) => {
    expect(() => at(0x17, written)).toThrow(BerError);
  });
});

describe('structures', () => {
  it('D6: what is incomplete, too long, too deep or of an unknown tag is refused', () => {
    refused('');
    refused('30');
    refused('30 05 02 01');
    refused('30 80 02 01 01');
    refused('04 80 00 00');
    refused('30 85 01 00 00 00 00');
    refused('1f 81 01 00');
    refused('30 03 02 01 01 00');
    refused('30 04 02 05 01 01');
    expect(() => readElement(Buffer.alloc(200, Buffer.from([0x30, 0x80])))).toThrow(/nested deeper/);
  });

  it('D7: pieces and indefinite lengths become one string and DER', () => {
    const pieces = read('24 80 04 02 61 62 24 80 04 01 63 00 00 00 00');
    expect(Buffer.from(octets(pieces)).toString()).toBe('abc');
    expect(Buffer.from(toDer(pieces)).toString('hex')).toBe('0403616263');
    expect(
      Buffer.from(toDer(read('30 80 02 01 05 31 80 04 01 62 02 01 07 00 00 00 00'))).toString('hex'),
    ).toBe('300b0201053106020107040162');
    expect(Buffer.from(toDer(read('30 81 03 02 01 05'))).toString('hex')).toBe('3003020105');
  });

  const value = fc.letrec<{ any: Uint8Array }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 5 },
      fc
        .tuple(fc.constantFrom(2, 4, 12), fc.uint8Array({ maxLength: 200 }))
        .map(([tag, content]) => encode(tag, content)),
      fc.array(tie('any'), { maxLength: 4 }).map((parts) => encode(0x30, Buffer.concat(parts))),
    ),
  })).any;

  it('D7: DER stays as it is', () => {
    fc.assert(fc.property(value, (der) => void expect(Buffer.compare(toDer(readElement(der)), der)).toBe(0)));
  });

  it('D6: any bytes: read, or refused with a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          walk(readElement(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(BerError);
          expect((error as Error).message).toMatch(/^[A-Z0-9].*\.$/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
