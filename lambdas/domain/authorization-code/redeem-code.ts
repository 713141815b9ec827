import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Grant } from '../grant/grant.ts';
import type { Grants } from '../grant/grants.ts';
import { InvalidGrant } from '../oauth-error/invalid-grant.ts';
import { requireCodeVerifier } from '../pkce/pkce.ts';
import type { Sealer } from '../sealed-token/sealer.ts';
import type { SealedCode } from '../sealed-token/tokens.ts';
import type { CodeExchange } from './code-exchange.ts';

/**
 * RFC 6749 §4.1.3: the code is used up first, then its redirect URI and verifier are compared, so that a wrong try also ends
 * it. A code shown twice revokes all that the first use obtained (§4.1.2, §10.5).
 */
export async function redeemCode(
  exchange: CodeExchange,
  use: { readonly clientId: string; readonly now: Date },
  deps: { readonly codes: Sealer; readonly grants: Grants; readonly audit: AuditTrail },
): Promise<Grant> {
  const sealed = deps.codes.open<SealedCode>(exchange.code);
  if (sealed === undefined) throw unusable();
  const redemption = await deps.grants.redeem({ id: sealed.grant, ...use });
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
  return grant;
}

const unusable = (): InvalidGrant =>
  new InvalidGrant('The code is unknown, expired, or was issued to another client.');
