import type { EligibilityRule } from './rule.ts';

/** A physical address in the country (A1). */
export const residence: EligibilityRule = {
  code: 'no-address-in-country',
  field: 'countryOfResidence',
  next: ['support'],
  broken: ({ countryOfResidence }, { countriesOfResidence }) =>
    !countriesOfResidence.includes(countryOfResidence),
};
