import type { PinRule } from './rule.ts';

/** Often chosen PINs that no other rule catches: columns and corners of a keypad, round years. NIST SP 800-63B §3.1. */
const COMMON = new Set([
  '2580',
  '0852',
  '1397',
  '7913',
  '1379',
  '9731',
  '1245',
  '5683',
  '1004',
  '2000',
  '1999',
  '1998',
]);

export const common: PinRule = { code: 'pin-too-common', broken: (pin) => COMMON.has(pin) };
