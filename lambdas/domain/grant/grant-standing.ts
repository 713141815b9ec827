import type { Account } from '../account/account.ts';
import { isSignedOut } from '../account/sign-out.ts';
import type { Client } from '../client/client.ts';
import { fitsEnvironment } from '../client/environment.ts';
import type { Consent } from '../consent/consent.ts';
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
 * The grant, while it lives, its identity may be used, and the person's consent stands: one taken back, or an identity stopped, also
 * ends what was given out a moment ago (B5). What was agreed to is the grant's own; a later sign-in for less changes nothing of it.
 * What test personas got in the sandbox ends when the client goes into production.
 *
 * @param client to which it is told
 */
export function liveGrant(
  { grant, account, consent }: GrantStanding,
  client: Pick<Client, 'environment'>,
  now: Date,
): LiveGrant | undefined {
  if (!isUsable(grant, now) || account?.status !== 'active' || consent === undefined) return undefined;
  if (isSignedOut(account, grant.startedAt) || !fitsEnvironment(client, account)) return undefined;
  return { grant, account };
}
