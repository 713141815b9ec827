import { Refusal } from '../errors.ts';
import { isSiren } from './siren.ts';

/**
 * The corporate number exists by its check digit, and the tax number is the same organisation's (D9). The two signs before the corporate
 * number are left to the counter: besides the key of CGI art. 286 ter there are old ones with letters.
 * @throws Refusal invalid `invalid-fields`
 */
export function requireCorporateNumber(number: string, taxNumber: string): void {
  const wrong = [
    ...(isSiren(number) ? [] : [{ field: 'number', code: 'check-digit-wrong' }]),
    ...(taxNumber.endsWith(number) ? [] : [{ field: 'taxNumber', code: 'of-another-organisation' }]),
  ];
  if (wrong.length === 0) return;
  throw new Refusal(
    'invalid',
    'invalid-fields',
    'Compare the corporate number (9 digits) and the tax number (FR, two signs and the corporate number) with your papers.',
    { fields: wrong },
  );
}
