import type { PivotProblemCode, PivotRule } from './rule.ts';

const LONGEST_NAME = 256;

/** FranceConnect's character sets (A12). */
const GIVEN_NAMES = /^[A-Za-zÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸàâäçéèêëîïôöùûüÿÆŒæœ \-']+$/u;
const CAPITAL_NAME = /^[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒ \-']+$/u;

function judgeName(name: string, allowed: RegExp): PivotProblemCode | undefined {
  if (name === '') return 'missing';
  if (name.length > LONGEST_NAME) return 'too-long';
  if (!allowed.test(name)) return 'characters-not-allowed';
  return /\p{L}/u.test(name) ? undefined : 'no-letter';
}

export const givenName: PivotRule = {
  field: 'given_name',
  judge: ({ given_name }) => judgeName(given_name, GIVEN_NAMES),
};

export const familyName: PivotRule = {
  field: 'family_name',
  judge: ({ family_name }) => judgeName(family_name, CAPITAL_NAME),
};

/** The used name may be absent, not empty. */
export const preferredUsername: PivotRule = {
  field: 'preferred_username',
  judge: ({ preferred_username: name }) => (name === undefined ? undefined : judgeName(name, CAPITAL_NAME)),
};
