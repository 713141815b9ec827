import type { Account } from '../account/account.ts';
import { allClaims } from '../claims/requested-claims.ts';
import { type Consent, covers } from '../consent/consent.ts';
import type { GrantAddress } from '../sealed-token/tokens.ts';
import { type Grant, isUsable } from './grant.ts';

/** What stands behind a token at this moment. */
export interface GrantStanding {
  readonly grant?: Grant;
  readonly account?: Account;
  readonly consent?: Consent;
}

export interface GrantStandings {
  /** Grant, identity and consent, all three in one consistent read. */
  of(address: GrantAddress): Promise<GrantStanding>;
}

/** A grant that may be used now, and whose it is. */
export interface LiveGrant {
  readonly grant: Grant;
  readonly account: Account;
}

/**
 * The grant, while it lives, its identity may be used, and its consent still covers what was granted: a consent taken back, or
 * an identity stopped, also ends what was given out a moment ago (B5).
 */
export function liveGrant({ grant, account, consent }: GrantStanding, now: Date): LiveGrant | undefined {
  if (!isUsable(grant, now) || account?.status !== 'active') return undefined;
  return covers(consent, allClaims(grant.claims)) ? { grant, account } : undefined;
}
