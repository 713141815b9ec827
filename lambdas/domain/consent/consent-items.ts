import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import { allClaims } from '../claims/requested-claims.ts';

/**
 * Names of all that a person agrees to, on the page, on the phone and in the consent kept (B5): what is told of them, and that the
 * client may come back for it without them (OIDC Core §11).
 */
export function consentItems({
  claims,
  offline,
}: Pick<AuthorizationRequest, 'claims' | 'offline'>): readonly string[] {
  return offline ? [...allClaims(claims), 'offline_access'] : allClaims(claims);
}
