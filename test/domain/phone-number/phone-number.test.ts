import { expect, it } from 'vitest';
import { maskPhoneNumber } from '../../../lambdas/domain/phone-number/mask-phone-number.ts';
import { parseMobileNumber } from '../../../lambdas/domain/phone-number/phone-number.ts';

const countries = ['FR', 'GP', 'MQ', 'GF', 'RE', 'YT'];

it.each([
  ['06 12 34 56 78', '+33612345678', 'FR'],
  ['0612345678', '+33612345678', 'FR'],
  ['07.56.78.90.12', '+33756789012', 'FR'],
  ['+33 (0)6 12 34 56 78', '+33612345678', 'FR'],
  ['0033 6 12 34 56 78', '+33612345678', 'FR'],
  ['+262 692 12 34 56', '+262692123456', 'RE'],
  ['0690 30 12 34', '+590690301234', 'GP'],
])('A3: %s is %s', (text, number, country) => {
  expect(parseMobileNumber(text, countries)).toEqual({ number, country });
});

it.each([
  ['01 42 34 56 78', 'phone-number-not-mobile'],
  ['0899 70 01 23', 'phone-number-not-mobile'],
  ['+44 7400 123456', 'phone-number-country'],
  ['+1 202 555 0123', 'phone-number-country'],
  ['06 12 34', 'phone-number-invalid'],
  ['', 'phone-number-invalid'],
  ['call me', 'phone-number-invalid'],
  ['0612345678 or 0712345678', 'phone-number-invalid'],
  ['0'.repeat(200), 'phone-number-invalid'],
])('A3: %s is refused: %s', (text, problem) => {
  expect(parseMobileNumber(text, countries)).toBe(problem);
});

it('A3: a deployment elsewhere takes its own national notation', () => {
  expect(parseMobileNumber('090-1234-5678', ['JP'])).toEqual({ number: '+819012345678', country: 'JP' });
});

it('A3: a number is shown with its first and last digits only', () => {
  expect(maskPhoneNumber('+33612345612')).toBe('+33 6 •• •• •• 12');
  expect(maskPhoneNumber('+819012345678')).toBe('+81 9• •••• ••78');
  expect(maskPhoneNumber('nonsense')).toBe('•• se');
});
