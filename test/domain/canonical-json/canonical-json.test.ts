import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../lambdas/domain/canonical-json/canonical-json.ts';

const textOf = (value: object) => new TextDecoder().decode(canonicalJson(value));

describe('canonical JSON', () => {
  it('E3: names in the order of RFC 8785 §3.2.3, its own example', () => {
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    const shuffled = Object.fromEntries([...sorted].reverse().map((name, at) => [name, at]));
    expect(Object.keys(JSON.parse(textOf(shuffled)) as object).sort()).toEqual([...sorted].sort());
    expect(textOf(shuffled)).toBe(
      `{${sorted.map((name, at) => `${JSON.stringify(name)}:${sorted.length - 1 - at}`).join(',')}}`,
    );
  });

  it('E3: the order in which members were written leaves no trace; nothing is lost', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(textOf(reversed)).toBe(textOf(value));
        expect(JSON.parse(textOf(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('E3: members without a value are left out; numbers that JSON lacks are refused', () => {
    expect(textOf({ b: undefined, a: [1, { d: null, c: 'é' }] })).toBe('{"a":[1,{"c":"é","d":null}]}');
    expect(() => canonicalJson({ a: Number.NaN })).toThrow('no such number');
  });
});
