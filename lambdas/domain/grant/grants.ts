import type { Grant } from './grant.ts';

/** What became of an attempt to redeem a code (or a CIBA request). */
export type Redemption =
  | { readonly outcome: 'redeemed'; readonly grant: Grant }
  /** Used before, by the same client: the grant is now revoked (RFC 6749 §4.1.2). */
  | { readonly outcome: 'replayed'; readonly grant: Grant }
  /** Unknown, expired, revoked, or of another client: no difference is told. */
  | { readonly outcome: 'unusable' };

export type Rotation =
  | { readonly outcome: 'rotated'; readonly grant: Grant }
  /** An older refresh token was shown again: the whole family is now revoked (RFC 9700 §4.14.2). */
  | { readonly outcome: 'reused'; readonly grant: Grant }
  | { readonly outcome: 'unusable' };

export interface Grants {
  /** Keeps a new grant; false when one with this id exists: two answers to one approval, and only the first counts. */
  begin(grant: Grant): Promise<boolean>;
  find(id: string): Promise<Grant | undefined>;
  /** Uses the code up, once, for its own client and within its time: one conditional write. */
  redeem(use: { readonly id: string; readonly clientId: string; readonly now: Date }): Promise<Redemption>;
  /** Moves from refresh token `count` to the next, once: one conditional write. */
  rotate(use: {
    readonly id: string;
    readonly clientId: string;
    readonly count: number;
    readonly now: Date;
  }): Promise<Rotation>;
  /** Uses the access token issued at `iat` (epoch seconds) up; false when it, or a later one, was used before: one conditional write. */
  spend(use: { readonly id: string; readonly iat: number }): Promise<boolean>;
  /** Ends everything obtained from it; may be repeated. */
  revoke(id: string, now: Date): Promise<void>;
  /** Live grants of a person at a client: what a withdrawn consent ends. */
  ofConsent(accountId: string, clientId: string, now: Date): Promise<readonly Grant[]>;
  /** Grants that were made in one browser session and not revoked, used up or not: whom a logout concerns. */
  ofSession(accountId: string, browserSessionId: string): Promise<readonly Grant[]>;
}
