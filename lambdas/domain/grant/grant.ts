import type { Acr } from '../acr/acr.ts';
import type { RequestedClaims } from '../claims/requested-claims.ts';

/** The key a token is bound to: the JWK thumbprint of a DPoP key (RFC 9449 §6), or a certificate's SHA-256 (RFC 8705 §3.1). */
export type TokenBinding = { readonly jkt: string } | { readonly x5t: string };

/**
 * What one sign-in gave one client: the one record behind its code, access tokens and refresh tokens. The tokens themselves are
 * sealed texts that name it (domain/sealed-token), so that using, rotating and revoking each is one conditional write here.
 */
export interface Grant {
  /**
   * `ownedId` of the account: that of the approval it came from, so that an approval can become a grant once; by single sign-on,
   * one of its own.
   */
  readonly id: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly scopes: readonly string[];
  readonly claims: RequestedClaims;
  readonly nonce?: string;
  readonly acr: Acr;
  readonly amr: readonly string[];
  /** Epoch seconds. */
  readonly authTime: number;
  /** Session id told to this client alone (Back-Channel Logout §2.1), so that two clients cannot compare. */
  readonly sid: string;
  /** The browser session it belongs to, where there is single sign-on: ended together. */
  readonly browserSessionId?: string;
  /** ISO instant: until then a logout may have to be told to the client, though nothing can be obtained from it any more. */
  readonly keptUntil?: string;
  /** What redeeming the code takes; absent for CIBA. */
  readonly code?: {
    readonly redirectUri: string;
    readonly codeChallenge?: string;
    /** RFC 9449 §10: the key the code was bound to. */
    readonly dpopJkt?: string;
    /** ISO instant. */
    readonly validUntil: string;
  };
  /** ISO instants. `validUntil`: nothing obtained from it outlives this. */
  readonly startedAt: string;
  readonly validUntil: string;
  readonly redeemedAt?: string;
  readonly revokedAt?: string;
  /** Number of the only refresh token that is good; every rotation counts up. */
  readonly refreshCount?: number;
  /** When the last single-use access token that was used had been issued, epoch seconds. */
  readonly spentIat?: number;
  /** How the person answered; absent where nobody did, as for a sign-in taken back. */
  readonly answer?: GrantAnswer;
}

/** What history and audit trail say of a grant: both are written behind it, from the stream of its table (ADR 0019). */
export interface GrantAnswer {
  readonly consent: 'given' | 'remembered' | 'denied';
  /** ISO instant. */
  readonly at: string;
  /** Names of the claims that were agreed to, or denied; joined by spaces. */
  readonly claims: string;
  /** The client's name at that time. */
  readonly client: string;
  /** Of the browser that asked. */
  readonly address: string;
}

export const isUsable = (grant: Grant | undefined, now: Date): grant is Grant =>
  grant !== undefined && grant.revokedAt === undefined && grant.validUntil > now.toISOString();
