import { isFictionalNumber } from '../persona/persona.ts';
import { requireMobileNumber } from './require-mobile-number.ts';

/** A number somebody signs in with, in E.164: a real mobile number, or one of a test persona, which no telephone has (B12). */
export function requireSignInNumber(text: string, countries: readonly string[]): string {
  const digits = text.replace(/[ ().-]/g, '').replace(/^(0033|0)(?=6)/, '+33');
  return isFictionalNumber(digits) ? digits : requireMobileNumber(text, countries);
}
