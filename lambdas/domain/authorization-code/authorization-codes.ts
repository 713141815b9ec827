import type { AuthorizationCode } from './authorization-code.ts';

/** What became of an attempt to redeem a code. */
export type Redemption =
  | { readonly outcome: 'redeemed'; readonly code: AuthorizationCode }
  /** Used before, by the same client: what that use obtained must be revoked (RFC 6749 §4.1.2). */
  | { readonly outcome: 'replayed'; readonly accessTokenId: string; readonly accountId: string }
  /** Unknown, expired, or of another client: no difference is told. */
  | { readonly outcome: 'unusable' };

export interface AuthorizationCodes {
  keep(code: AuthorizationCode): Promise<void>;
  /**
   * Uses the code up, once, for its own client and within its time: one conditional write, which also notes the access token
   * about to be made, so that a replay can revoke it even before it exists.
   */
  consume(use: {
    readonly id: string;
    readonly clientId: string;
    readonly accessTokenId: string;
    readonly now: Date;
  }): Promise<Redemption>;
}
