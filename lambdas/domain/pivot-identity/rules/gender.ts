import type { PivotRule } from './rule.ts';

/** FranceConnect knows `male` and `female` only. */
export const gender: PivotRule = {
  field: 'gender',
  judge: ({ gender: value }) => (['male', 'female'].includes(value) ? undefined : 'gender-invalid'),
};
