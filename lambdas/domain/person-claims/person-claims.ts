import { openIdentity } from '../account/open-identity.ts';
import { toClaims } from '../claims/identity-claims.ts';
import type { LiveGrant } from '../grant/grant-standing.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { narrowedClaims } from '../refresh-token/narrowed-scopes.ts';
import { verifiedClaims } from '../verified-claims/verified-claims.ts';

/** Where claims about the person go (OIDC Core §5.5). */
export type ClaimsPlace = 'userinfo' | 'idToken';

/**
 * What was granted to be told of the person at that place; where nothing was, nothing is unsealed.
 *
 * @param told the person's subject at the client, and the scopes of a token that has fewer than its grant
 */
export async function personClaims(
  { grant, account }: LiveGrant,
  place: ClaimsPlace,
  told: { readonly subject: string; readonly scopes?: readonly string[] | undefined; readonly now: Date },
  personalData: Pick<PersonalData, 'open'>,
): Promise<Readonly<Record<string, unknown>>> {
  const names = narrowedClaims(grant.claims[place], grant.scopes, told.scopes);
  const demands = grant.claims.verified?.[place] ?? [];
  if (names.length === 0 && demands.length === 0) return {};
  const identity = await openIdentity(account, personalData);
  const verified = verifiedClaims(demands, { account, identity, subject: told.subject }, told.now);
  return { ...toClaims(identity, names), ...(verified !== undefined && { verified_claims: verified }) };
}
