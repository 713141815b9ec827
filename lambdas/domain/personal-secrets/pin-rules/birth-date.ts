import type { PinRule } from './rule.ts';

/** The year of birth, or any two of day, month and two-digit year, in either order. */
export const birthDate: PinRule = {
  code: 'pin-birth-date',
  broken: (pin, { birthdate }) => {
    if (!birthdate) return false;
    const [year = '', month = '', day = ''] = birthdate.split('-');
    const parts = [year.slice(2), month, day].filter((part) => part !== '00');
    const pairs = parts.flatMap((one, i) => parts.filter((_, j) => j !== i).map((other) => one + other));
    return pin === year || pairs.includes(pin);
  },
};
