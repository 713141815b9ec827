import type { ClaimDemand } from './claim-demand.ts';
import type { ClaimsRequest } from './claims-request.ts';
import {
  claimsOfScopes,
  claimsWithin,
  IDENTITY_CLAIMS,
  type IdentityClaim,
  isIdentityClaim,
} from './identity-claims.ts';
import type { VerifiedClaimsDemand } from './verified-claims-request.ts';

/** Which claims go where. */
export interface RequestedClaims {
  readonly userinfo: readonly IdentityClaim[];
  readonly idToken: readonly IdentityClaim[];
  /** `verified_claims` (OpenID Connect for Identity Assurance 1.0 §5.3); left out when none is asked. */
  readonly verified?: {
    readonly userinfo: readonly VerifiedClaimsDemand[];
    readonly idToken: readonly VerifiedClaimsDemand[];
  };
}

/**
 * Scopes ask for userinfo claims (OIDC Core §5.4), the `claims` parameter adds to both places (§5.5). A client gets no claim
 * beyond the scopes it is registered for.
 */
export function requestedClaims(
  scopes: readonly string[],
  request: ClaimsRequest,
  registeredScopes: readonly string[],
): RequestedClaims {
  const allowed = claimsWithin(registeredScopes);
  const pick = (names: readonly string[]): readonly IdentityClaim[] => {
    const wanted = new Set(names.filter(isIdentityClaim));
    return IDENTITY_CLAIMS.filter((claim) => wanted.has(claim) && allowed.has(claim));
  };
  const verified = {
    userinfo: request.verified.userinfo.flatMap((demand) => permitted(demand, pick)),
    idToken: request.verified.idToken.flatMap((demand) => permitted(demand, pick)),
  };
  return {
    userinfo: pick([...claimsOfScopes(scopes), ...Object.keys(request.userinfo)]),
    idToken: pick(Object.keys(request.id_token)),
    ...(verified.userinfo.length + verified.idToken.length > 0 && { verified }),
  };
}

/** Claims that are unknown, or not for this client, are as good as not asked; a set without any is dropped (§5.7.2, §5.7.5). */
function permitted(
  demand: VerifiedClaimsDemand,
  pick: (names: readonly string[]) => readonly IdentityClaim[],
): readonly VerifiedClaimsDemand[] {
  const claims: Record<string, ClaimDemand> = {};
  for (const name of pick(Object.keys(demand.claims))) claims[name] = demand.claims[name] ?? {};
  return Object.keys(claims).length === 0 ? [] : [{ verification: demand.verification, claims }];
}

/** How the identity was verified (level, time, document): goes beside verified claims only, and is named like one (B5). */
const VERIFICATION = 'verification';

/** Everything that leaves for the relying party, each once: what the consent page names (B5). */
export function allClaims(claims: RequestedClaims): readonly (IdentityClaim | typeof VERIFICATION)[] {
  const { verified = { userinfo: [], idToken: [] } } = claims;
  const demands = [...verified.userinfo, ...verified.idToken];
  const named = new Set<string>([
    ...claims.userinfo,
    ...claims.idToken,
    ...demands.flatMap((demand) => Object.keys(demand.claims)),
  ]);
  const identity = IDENTITY_CLAIMS.filter((claim) => named.has(claim));
  return demands.length > 0 ? [...identity, VERIFICATION] : identity;
}
