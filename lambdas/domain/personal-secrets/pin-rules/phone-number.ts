import type { PinRule } from './rule.ts';

/** The last four digits of the phone number, which is the sign-in name (A11). */
export const phoneNumber: PinRule = {
  code: 'pin-phone-number',
  broken: (pin, { phoneNumber: number }) => number?.endsWith(pin) === true,
};
