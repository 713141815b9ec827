import { DOCUMENT_TYPES } from '../verified-claims/evidence.ts';
import { VERIFIABLE_CLAIMS } from '../verified-claims/verified-claims.ts';

/** OpenID Connect for Identity Assurance 1.0 §7. */
export const VERIFIED_CLAIMS_METADATA = {
  verified_claims_supported: true,
  trust_frameworks_supported: ['eidas'],
  claims_in_verified_claims_supported: VERIFIABLE_CLAIMS,
  evidence_supported: ['document'],
  documents_supported: Object.values(DOCUMENT_TYPES),
  documents_check_methods_supported: ['vri', 'vpip', 'pvr', 'pvp', 'bvr'],
};
