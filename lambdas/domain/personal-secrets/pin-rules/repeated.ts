import type { PinRule } from './rule.ts';

/** One digit four times, two equal pairs, or a pair twice: 0000, 1122, 1212. */
export const repeated: PinRule = {
  code: 'pin-repeated',
  broken: (pin) => /^(\d)\1(\d)\2$|^(\d\d)\3$/.test(pin),
};
