import { claimsOfScopes, type IdentityClaim } from '../claims/identity-claims.ts';
import { InvalidScope } from '../oauth-error/invalid-scope.ts';

/** RFC 6749 §6: nothing beyond what was granted; undefined when nothing less was asked for. */
export function narrowedScopes(
  granted: readonly string[],
  asked: string | undefined,
): readonly string[] | undefined {
  if (asked === undefined) return undefined;
  const wanted = new Set(asked.split(' '));
  if ([...wanted].some((scope) => !granted.includes(scope))) {
    throw new InvalidScope('The scope goes beyond what the person granted.');
  }
  return wanted.size === granted.length ? undefined : granted.filter((scope) => wanted.has(scope));
}

/** Of the claims granted, those left to a token of fewer scopes: what a given-up scope stood for is gone, named claims stay. */
export function narrowedClaims(
  claims: readonly IdentityClaim[],
  granted: readonly string[],
  scopes: readonly string[] | undefined,
): readonly IdentityClaim[] {
  if (scopes === undefined) return claims;
  const [before, after] = [claimsOfScopes(granted), claimsOfScopes(scopes)];
  return claims.filter((claim) => after.includes(claim) || !before.includes(claim));
}
