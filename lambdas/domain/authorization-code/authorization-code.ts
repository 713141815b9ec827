import type { Acr } from '../acr/acr.ts';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import type { RequestedClaims } from '../claims/requested-claims.ts';
import type { Authentication } from '../sign-in/require-authentication.ts';

/** What a code stands for (RFC 6749 §4.1.2). The code itself is known to browser and client only; stored is its hash. */
export interface AuthorizationCode {
  /** `hashSecret(code)`. */
  readonly id: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly accountId: string;
  readonly scopes: readonly string[];
  readonly claims: RequestedClaims;
  readonly nonce?: string;
  readonly acr: Acr;
  /** Epoch seconds. */
  readonly authTime: number;
  readonly sid: string;
  /** ISO instant. */
  readonly validUntil: string;
}

/** The record of a new code. */
export function authorizationCode(
  request: AuthorizationRequest,
  authentication: Authentication,
  made: { readonly id: string; readonly sid: string; readonly lifetimeSeconds: number; readonly now: Date },
): AuthorizationCode {
  return {
    id: made.id,
    clientId: request.clientId,
    redirectUri: request.redirectUri,
    codeChallenge: request.codeChallenge,
    scopes: request.scopes,
    claims: request.claims,
    ...(request.nonce !== undefined && { nonce: request.nonce }),
    ...authentication,
    sid: made.sid,
    validUntil: new Date(made.now.getTime() + made.lifetimeSeconds * 1000).toISOString(),
  };
}
