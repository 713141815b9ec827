import { type Acr, lowestAcr, REACHABLE_ACRS, satisfies } from '../acr/acr.ts';
import type { ClaimDemand } from '../claims/claim-demand.ts';
import type { ClaimsRequest } from '../claims/claims-request.ts';
import type { Client } from '../client/client.ts';
import { UnmetAuthenticationRequirements } from '../oauth-error/unmet-authentication-requirements.ts';

/**
 * The least level that will do. Of several `acr_values` the lowest; none or unknown ones: the client's default, else the
 * operator's. An essential `acr` claim (OIDC Core §5.5.1.1) must be met as well. A level out of reach is refused at once.
 */
export function requireAcr(
  acrValues: string | undefined,
  claims: ClaimsRequest,
  client: Client,
  defaultAcr: Acr,
): Acr {
  const demand = claims.id_token.acr;
  const voluntary = demand?.essential ? [] : valuesOf(demand);
  const asked = lowestAcr([...(acrValues?.split(' ') ?? []), ...voluntary]);
  const base = asked ?? lowestAcr(client.default_acr_values ?? []) ?? defaultAcr;
  const acr = demand?.essential ? stricter(base, requireKnown(valuesOf(demand), base)) : base;
  if (!REACHABLE_ACRS.some((reachable) => satisfies(reachable, acr))) {
    throw new UnmetAuthenticationRequirements('The demanded acr is above what this provider can reach.');
  }
  return acr;
}

const valuesOf = (demand: ClaimDemand | undefined): readonly string[] =>
  [...(demand?.values ?? []), demand?.value].filter((value): value is string => typeof value === 'string');

const stricter = (a: Acr, b: Acr): Acr => (satisfies(a, b) ? a : b);

/** An essential `acr` without values asks only for the claim, which always comes. */
function requireKnown(values: readonly string[], whenNone: Acr): Acr {
  if (values.length === 0) return whenNone;
  const lowest = lowestAcr(values);
  if (lowest === undefined) {
    throw new UnmetAuthenticationRequirements('None of the essential acr values is known to this provider.');
  }
  return lowest;
}
