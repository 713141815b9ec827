import { Refusal } from '../errors.ts';
import { isFictionalNumber } from '../persona/persona.ts';
import { requireMobileNumber } from '../phone-number/require-mobile-number.ts';

/** A real mobile number of a country that is written to, in E.164; never one of a test persona, which no telephone has (B12). */
export function requireNewNumber(text: string, countries: readonly string[]): string {
  const phone = requireMobileNumber(text, countries);
  if (!isFictionalNumber(phone)) return phone;
  throw new Refusal('unprocessable', 'phone-number-not-mobile', 'This number is for tests and is nobody’s.', {
    fields: [{ field: 'phone', code: 'phone-number-not-mobile' }],
    next: ['try-again'],
  });
}
