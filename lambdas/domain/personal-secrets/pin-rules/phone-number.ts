import type { PinRule } from './rule.ts';

/** The last four digits of the phone number, which is the sign-in name (systems.md §2.1, B-03). */
export const phoneNumber: PinRule = {
  code: 'pin-phone-number',
  broken: (pin, { phoneNumber: number }) => number?.endsWith(pin) === true,
};
