import type { Account } from '../account/account.ts';
import type { AccountIdentity } from '../account/account-identity.ts';
import type { VerifiedClaimsDemand } from '../claims/verified-claims-request.ts';

/** Whose claims, and the instant they are told at. */
export interface VerifiedPerson {
  readonly account: Account;
  readonly identity: AccountIdentity;
  readonly now: Date;
}

export function verifiedClaims(
  _demands: readonly VerifiedClaimsDemand[],
  _person: VerifiedPerson,
): object | undefined {
  return undefined;
}
