import { FRANCE } from '../pivot-identity.ts';
import type { PivotRule } from './rule.ts';

/**
 * INSEE commune code: department 01–98 or 2A, 2B, then three digits; 97 and 98 are overseas. Merged communes keep
 * their code here, because people were born in them (A12); 99 is for countries.
 */
const COMMUNE = /^(?:2[AB]|0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}$/;

export const birthplace: PivotRule = {
  field: 'birthplace',
  judge: ({ birthplace: commune, birthcountry }) => {
    if (birthcountry !== FRANCE) return commune === '' ? undefined : 'commune-code-abroad';
    if (commune === '') return 'commune-code-missing';
    return COMMUNE.test(commune) ? undefined : 'commune-code-invalid';
  },
};

/** INSEE country code: `99100` is France, any other country is `99` and three digits. */
export const birthcountry: PivotRule = {
  field: 'birthcountry',
  judge: ({ birthcountry: country }) => (/^99[0-9]{3}$/.test(country) ? undefined : 'country-code-invalid'),
};
