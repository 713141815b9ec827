import type { IdentityClaim } from '../claims/identity-claims.ts';

/** What an opaque bearer token gives access to: one person's claims, for one client, for a short time. */
export interface AccessToken {
  /** `hashSecret(token)`. */
  readonly id: string;
  readonly clientId: string;
  readonly accountId: string;
  /** Pairwise subject. */
  readonly subject: string;
  readonly claims: readonly IdentityClaim[];
  /** ISO instant. */
  readonly validUntil: string;
}

export interface AccessTokens {
  /** False when the token was revoked before it was kept (its code had been replayed). */
  keep(token: AccessToken): Promise<boolean>;
  /** The token while it is good; undefined when unknown, expired or revoked. */
  find(id: string, now: Date): Promise<AccessToken | undefined>;
  /** Revokes a token, kept or about to be kept. */
  revoke(id: string, now: Date): Promise<void>;
}
