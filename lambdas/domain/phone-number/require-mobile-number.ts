import { Refusal } from '../errors.ts';
import { isMobileNumber, parseMobileNumber } from './phone-number.ts';

/** The number in E.164, or a refusal that names the field `phone`. */
export function requireMobileNumber(text: string, countries: readonly string[]): string {
  const parsed = parseMobileNumber(text, countries);
  if (isMobileNumber(parsed)) return parsed.number;
  throw new Refusal(
    'unprocessable',
    parsed,
    'Give the mobile number of your digital identity, with its country code if it is a foreign one.',
    { fields: [{ field: 'phone', code: parsed }], next: ['try-again'] },
  );
}
