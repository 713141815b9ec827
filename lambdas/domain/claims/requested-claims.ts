import type { ClaimsRequest } from './claims-request.ts';
import { claimsOfScopes, IDENTITY_CLAIMS, type IdentityClaim, isIdentityClaim } from './identity-claims.ts';

/** Which claims go where. */
export interface RequestedClaims {
  readonly userinfo: readonly IdentityClaim[];
  readonly idToken: readonly IdentityClaim[];
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
  const allowed = new Set(claimsOfScopes(registeredScopes));
  const pick = (names: readonly string[]): readonly IdentityClaim[] => {
    const wanted = new Set(names.filter(isIdentityClaim));
    return IDENTITY_CLAIMS.filter((claim) => wanted.has(claim) && allowed.has(claim));
  };
  return {
    userinfo: pick([...claimsOfScopes(scopes), ...Object.keys(request.userinfo)]),
    idToken: pick(Object.keys(request.id_token)),
  };
}

/** Everything that leaves for the relying party, each once: what the consent page names (B5). */
export function allClaims(claims: RequestedClaims): readonly IdentityClaim[] {
  return IDENTITY_CLAIMS.filter((claim) => claims.userinfo.includes(claim) || claims.idToken.includes(claim));
}
