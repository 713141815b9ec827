import { birthDate } from './pin-rules/birth-date.ts';
import { common } from './pin-rules/common.ts';
import { fourDigits } from './pin-rules/four-digits.ts';
import { phoneNumber } from './pin-rules/phone-number.ts';
import { repeated } from './pin-rules/repeated.ts';
import type { PinContext, PinProblem } from './pin-rules/rule.ts';
import { sequence } from './pin-rules/sequence.ts';

const RULES = [repeated, sequence, common, birthDate, phoneNumber];

/**
 * Why a PIN may not be chosen (A11): not four digits, or a value that others would try first. Empty when it may.
 * Applies when a PIN is set or changed, never when one is checked. Keep neither PIN nor answer in a log.
 */
export function pinProblems(pin: string, context: PinContext = {}): PinProblem[] {
  if (fourDigits.broken(pin, context)) return [fourDigits.code];
  return RULES.filter((rule) => rule.broken(pin, context)).map((rule) => rule.code);
}
