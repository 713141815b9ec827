import { Refusal } from '../errors.ts';
import { isSiren, vatNumberOf } from './siren.ts';

/**
 * The corporate number exists by its check digit, and the tax number is the same organisation's (D9).
 * @throws Refusal invalid `invalid-fields`
 */
export function requireCorporateNumber(number: string, taxNumber: string): void {
  const wrong = [
    ...(isSiren(number) ? [] : [{ field: 'number', code: 'check-digit-wrong' }]),
    ...(taxNumber === vatNumberOf(number) ? [] : [{ field: 'taxNumber', code: 'of-another-organisation' }]),
  ];
  if (wrong.length === 0) return;
  throw new Refusal(
    'invalid',
    'invalid-fields',
    'Compare the corporate number (9 digits) and the tax number (FR and 11 digits, the last 9 of which are the corporate number) with your papers.',
    { fields: wrong, next: ['correct-the-form'] },
  );
}
