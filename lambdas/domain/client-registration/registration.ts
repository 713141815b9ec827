import type { ClientMetadata, RefusalReason, RelyingPartyState } from '../../contracts/relying-parties.ts';
import type { Client } from '../client/client.ts';
import type { CheckResult } from '../client-check/client-check.ts';

/** What an operator said last. */
export interface ReviewDecision {
  readonly outcome: 'approved' | 'refused';
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
  readonly reason?: RefusalReason;
  readonly note?: string;
}

export interface LastChecks {
  /** ISO instant. */
  readonly at: string;
  readonly results: readonly CheckResult[];
}

/**
 * The record of a client as those see it who register and approve it. What the provider obeys are the members of `Client` alone; a
 * change that needs an approval waits in `proposed` and touches none of them.
 */
export interface Registration extends Client {
  /** Counts changes; every one is conditional on it. */
  readonly version: number;
  /** In an operator's queue while `pending`; an index. */
  readonly review?: 'pending' | 'refused';
  /** ISO instant. */
  readonly review_asked_at?: string;
  readonly review_decision?: ReviewDecision;
  readonly proposed?: ClientMetadata;
  readonly last_checks?: LastChecks;
  /** SHA-256 of the registration access token (RFC 7592 §3). */
  readonly registration_token_hash?: string;
}

export function stateOf({ status, environment, review, proposed }: Registration): RelyingPartyState {
  if (status === 'blocked') return 'blocked';
  if (environment === 'sandbox') {
    if (review === 'pending') return 'in-review';
    return review === 'refused' ? 'refused' : 'sandbox';
  }
  if (proposed === undefined) return 'production';
  if (review === 'pending') return 'change-in-review';
  return review === 'refused' ? 'change-refused' : 'changed';
}

export interface ClientRegistrations {
  /** The record itself, as of now. */
  find(clientId: string): Promise<Registration | undefined>;
  of(ownerId: string): Promise<readonly Registration[]>;
  inReview(): Promise<readonly Registration[]>;
  /** Keeps a new one; false, and nothing changes, when the owner has `limit` already. Holds under concurrency. */
  add(registration: Registration & { readonly owner: string }, limit: number): Promise<boolean>;
  /** Replaces the version that was read by the next; false when it moved on. */
  replace(read: Registration, next: Omit<Registration, 'version'>): Promise<boolean>;
  /** Keeps what was found of the version that was read; does nothing when it moved on. */
  keepChecks(read: Registration, checks: LastChecks): Promise<void>;
  /** False when it moved on. */
  remove(read: Registration): Promise<boolean>;
}
