import type { AccessTokens } from '../access-token/access-token.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { InvalidGrant } from '../oauth-error/invalid-grant.ts';
import { requireCodeVerifier } from '../pkce/pkce.ts';
import { hashSecret } from '../secret-hash.ts';
import type { AuthorizationCode } from './authorization-code.ts';
import type { AuthorizationCodes } from './authorization-codes.ts';
import type { CodeExchange } from './code-exchange.ts';

/**
 * RFC 6749 §4.1.3: the code is used up first, then its redirect URI and verifier are compared, so that a wrong try also ends
 * it. A code shown twice revokes the access token of the first use (§4.1.2, §10.5).
 */
export async function redeemCode(
  exchange: CodeExchange,
  use: { readonly clientId: string; readonly accessTokenId: string; readonly now: Date },
  deps: { readonly codes: AuthorizationCodes; readonly tokens: AccessTokens; readonly audit: AuditTrail },
): Promise<AuthorizationCode> {
  const redemption = await deps.codes.consume({ id: hashSecret(exchange.code), ...use });
  if (redemption.outcome === 'replayed') {
    const { accountId, accessTokenId } = redemption;
    await deps.tokens.revoke(accessTokenId, use.now);
    const actor = `client:${use.clientId}`;
    await deps.audit.record({ event: 'code.replayed', subject: accountId, actor, at: use.now });
    throw new InvalidGrant('The code was used before; the access token it gave is revoked.');
  }
  if (redemption.outcome === 'unusable') {
    throw new InvalidGrant('The code is unknown, expired, or was issued to another client.');
  }
  if (redemption.code.redirectUri !== exchange.redirectUri) {
    throw new InvalidGrant('redirect_uri is not the one of the authorization request.');
  }
  requireCodeVerifier(redemption.code.codeChallenge, exchange.codeVerifier);
  return redemption.code;
}
