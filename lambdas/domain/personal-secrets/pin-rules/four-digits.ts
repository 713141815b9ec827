import type { PinRule } from './rule.ts';

/** A PIN is four digits, 0 to 9 of the Latin script (A11). */
export const fourDigits: PinRule = { code: 'pin-not-four-digits', broken: (pin) => !/^[0-9]{4}$/.test(pin) };
