import { createHash } from 'node:crypto';
import type { Client } from '../client/client.ts';
import type { Grant } from '../grant/grant.ts';

/** OIDC Core §3.1.3.6: left half of SHA-256 over the ASCII access token (both signing algorithms use SHA-256). */
export function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}

/**
 * Claims of an ID token, OIDC Core §2 and §3.1.3.6; `identity` holds what `claims.id_token` asked for. At a refresh all but the times
 * of the token stay what they were, and the nonce is left out (§12.2).
 */
export function idTokenClaims(
  grant: Grant,
  made: {
    readonly issuer: string;
    readonly subject: string;
    readonly accessToken: string;
    readonly lifetimeSeconds: number;
    readonly identity: Readonly<Record<string, unknown>>;
    readonly refreshed: boolean;
    /** `namesSession`. */
    readonly withSid: boolean;
    /** Where the token may come back as a hint (`personHintFor`). */
    readonly jti?: string;
    readonly now: Date;
  },
): Readonly<Record<string, unknown>> {
  const iat = Math.floor(made.now.getTime() / 1000);
  return {
    ...made.identity,
    iss: made.issuer,
    sub: made.subject,
    aud: grant.clientId,
    exp: iat + made.lifetimeSeconds,
    iat,
    auth_time: grant.authTime,
    ...(grant.nonce !== undefined && !made.refreshed && { nonce: grant.nonce }),
    acr: grant.acr,
    amr: grant.amr,
    ...(made.withSid && { sid: grant.sid }),
    at_hash: accessTokenHash(made.accessToken),
    ...(made.jti !== undefined && { jti: made.jti }),
  };
}

/**
 * Back-Channel Logout §2.1, RP-Initiated Logout §2: what `sid` is for. Clients of the FAPI profiles are told no claim they have no use
 * for: they get it only if they registered for one of the two.
 */
export function namesSession({
  profile,
  backchannel_logout_uri,
  post_logout_redirect_uris = [],
}: Pick<Client, 'profile' | 'backchannel_logout_uri' | 'post_logout_redirect_uris'>): boolean {
  const sparing = profile === 'fapi2' || profile === 'fapi2-message-signing';
  return !sparing || backchannel_logout_uri !== undefined || post_logout_redirect_uris.length > 0;
}
