import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Grant, TokenBinding } from '../grant/grant.ts';
import type { Grants } from '../grant/grants.ts';
import { InvalidGrant } from '../oauth-error/invalid-grant.ts';
import { requireCodeVerifier } from '../pkce/pkce.ts';
import type { Sealer } from '../sealed-token/sealer.ts';
import type { SealedCode } from '../sealed-token/tokens.ts';
import { isSameKey } from '../token-binding/token-binding.ts';
import type { CodeExchange } from './code-exchange.ts';

/**
 * RFC 6749 §4.1.3: the code is used up first, then its redirect URI, verifier and key are compared, so that a wrong try also ends
 * it. A code shown twice revokes all that the first use obtained (§4.1.2, §10.5).
 */
export async function redeemCode(
  exchange: CodeExchange,
  use: { readonly clientId: string; readonly binding: TokenBinding | undefined; readonly now: Date },
  deps: { readonly codes: Sealer; readonly grants: Grants; readonly audit: AuditTrail },
): Promise<Grant> {
  const sealed = deps.codes.open<SealedCode>(exchange.code);
  if (sealed === undefined) throw unusable();
  const { clientId, now } = use;
  const redemption = await deps.grants.redeem({ id: sealed.grant, clientId, now });
  if (redemption.outcome === 'unusable') throw unusable();
  const { outcome, grant } = redemption;
  if (outcome === 'replayed') {
    const actor = `client:${use.clientId}`;
    await deps.audit.record({ event: 'code.replayed', subject: grant.accountId, actor, at: use.now });
    throw new InvalidGrant('The code was used before; the access token it gave is revoked.');
  }
  if (grant.code?.redirectUri !== exchange.redirectUri) {
    throw new InvalidGrant('redirect_uri is not the one of the authorization request.');
  }
  requireCodeVerifier(grant.code.codeChallenge, exchange.codeVerifier);
  requireBoundKey(grant.code.dpopJkt, use.binding);
  return grant;
}

/** RFC 9449 §10: a code bound to a key by `dpop_jkt`, or by the proof of a pushed request, is redeemed with that key only. */
function requireBoundKey(jkt: string | undefined, binding: TokenBinding | undefined): void {
  if (!isSameKey(jkt === undefined ? undefined : { jkt }, binding)) {
    throw new InvalidGrant('The code is bound to another DPoP key.');
  }
}

const unusable = (): InvalidGrant =>
  new InvalidGrant('The code is unknown, expired, or was issued to another client.');
