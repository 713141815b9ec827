import { claimsOfScopes } from '../claims/identity-claims.ts';
import type { ClientRule } from './client-rule.ts';

/** Each claim has its reason (GDPR Art. 5(1)(c)); “verified” goes with what it verifies. */
export const purposesFinding: ClientRule = async ({ purpose = {}, claim_purposes = {}, scope }) => {
  if (Object.keys(purpose).length === 0) return { code: 'purpose-missing' };
  const missing = claimsOfScopes(scope.split(' ')).filter(
    (claim) => !claim.endsWith('_verified') && !Object.hasOwn(claim_purposes, claim),
  );
  return missing.length === 0 ? undefined : { code: 'claim-purpose-missing', about: missing.join(', ') };
};
