import { expect, it } from 'vitest';
import { checkDigit } from '../../../lambdas/domain/mrz/check-digit.ts';

it.each([
  // Doc 9303-3 §4.9 worked examples.
  ['520727', '3'],
  ['AB2134<<<', '5'],
  // Fields of the ICAO specimens.
  ['L898902C3', '6'],
  ['D23145890', '7'],
  ['740812', '2'],
  ['', '0'],
])('A7: the check digit over %s is %s', (text, digit) => {
  expect(checkDigit(text)).toBe(digit);
});

it('A7: refuses to compute over characters outside the zone alphabet', () => {
  expect(() => checkDigit('AB-12')).toThrow(RangeError);
});
