import { expect, it } from 'vitest';
import { pinProblems } from '../../../lambdas/domain/personal-secrets/pin.ts';

const context = { birthdate: '1985-03-27', phoneNumber: '+33612345671' };

it.each([
  ['1472', []],
  ['0912', []],
  ['123', ['pin-not-four-digits']],
  ['12345', ['pin-not-four-digits']],
  ['12a4', ['pin-not-four-digits']],
  ['١٢٣٤', ['pin-not-four-digits']],
  ['1472\n', ['pin-not-four-digits']],
  ['', ['pin-not-four-digits']],
  ['0000', ['pin-repeated']],
  ['1122', ['pin-repeated']],
  ['3737', ['pin-repeated']],
  ['1234', ['pin-sequence']],
  ['9876', ['pin-sequence']],
  ['7890', ['pin-sequence']],
  ['2468', ['pin-sequence']],
  ['2580', ['pin-too-common']],
  ['1985', ['pin-birth-date']],
  ['2703', ['pin-birth-date']],
  ['0327', ['pin-birth-date']],
  ['8503', ['pin-birth-date']],
  ['2785', ['pin-birth-date']],
  ['5671', ['pin-phone-number']],
] as const)('A11: the PIN %j has the problems %j', (pin, problems) => {
  expect(pinProblems(pin, context)).toEqual(problems);
});

it('A11: without birth date and number only the trivial values are refused', () => {
  expect(pinProblems('1985')).toEqual([]);
  expect(pinProblems('5671')).toEqual([]);
  expect(pinProblems('1111')).toEqual(['pin-repeated']);
});

it('A11: a presumed birth date forbids what is known of it', () => {
  expect(pinProblems('1958', { birthdate: '1958-00-00' })).toEqual(['pin-birth-date']);
  expect(pinProblems('0358', { birthdate: '1958-03-00' })).toEqual(['pin-birth-date']);
  expect(pinProblems('0003', { birthdate: '1958-03-00' })).toEqual([]);
});

it('A11: enough PINs remain', () => {
  const all = Array.from({ length: 10_000 }, (_, value) => String(value).padStart(4, '0'));
  const refused = all.filter((pin) => pinProblems(pin, context).length > 0).length;
  expect(refused).toBeGreaterThan(150);
  expect(refused).toBeLessThan(300);
});
