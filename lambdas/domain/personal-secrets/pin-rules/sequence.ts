import type { PinRule } from './rule.ts';

/** The same step from digit to digit, up or down, through 0 as well: 1234, 9876, 7890, 2468. */
export const sequence: PinRule = {
  code: 'pin-sequence',
  broken: (pin) => {
    const steps = [1, 2, 3].map((at) => (Number(pin[at]) - Number(pin[at - 1]) + 10) % 10);
    const [step] = steps;
    return steps.every((each) => each === step) && [1, 2, 8, 9].includes(step ?? 0);
  },
};
