import type { Account } from '../account/account.ts';
import type { Accounts } from '../account/accounts.ts';
import { ownerOf } from '../account/owned-id.ts';
import { isSignedOut } from '../account/sign-out.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Grant, TokenBinding } from '../grant/grant.ts';
import type { LiveGrant } from '../grant/grant-standing.ts';
import type { Grants } from '../grant/grants.ts';
import { InvalidGrant } from '../oauth-error/invalid-grant.ts';
import { requireCodeVerifier } from '../pkce/pkce.ts';
import type { Sealer } from '../sealed-token/sealer.ts';
import type { SealedCode } from '../sealed-token/tokens.ts';
import { isSameKey } from '../token-binding/token-binding.ts';
import type { CodeExchange } from './code-exchange.ts';

export interface RedeemCodeDeps {
  readonly codes: Sealer;
  readonly grants: Pick<Grants, 'redeem'>;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly audit: AuditTrail;
}

interface CodeUse {
  readonly clientId: string;
  readonly binding: TokenBinding | undefined;
  readonly now: Date;
}

/**
 * RFC 6749 §4.1.3: the code is used up first, then its redirect URI, verifier and key are compared, so that a wrong try also ends
 * it. A code shown twice revokes all that the first use obtained (§4.1.2, §10.5). The code names its account, so that the identity,
 * which may have been stopped since, is read meanwhile.
 */
export async function redeemCode(
  exchange: CodeExchange,
  use: CodeUse,
  deps: RedeemCodeDeps,
): Promise<LiveGrant> {
  const sealed = deps.codes.open<SealedCode>(exchange.code);
  if (sealed === undefined) throw unusable();
  const { clientId, now } = use;
  const [redemption, account] = await Promise.all([
    deps.grants.redeem({ id: sealed.grant, clientId, now }),
    deps.accounts.find(ownerOf(sealed.grant) ?? ''),
  ]);
  if (redemption.outcome === 'unusable') throw unusable();
  const { outcome, grant } = redemption;
  if (outcome === 'replayed') return await refuseReplay(grant, now, deps);
  requireSameRequest(grant, exchange, use.binding);
  return { grant, account: requireUsable(account, grant) };
}

async function refuseReplay(
  { accountId, clientId }: Grant,
  at: Date,
  { audit }: RedeemCodeDeps,
): Promise<never> {
  const actor = `client:${clientId}`;
  await audit.record({ event: 'code.replayed', subject: accountId, actor, at });
  throw new InvalidGrant('The code was used before; the access token it gave is revoked.');
}

function requireSameRequest(
  { code }: Grant,
  exchange: CodeExchange,
  binding: TokenBinding | undefined,
): void {
  if (code?.redirectUri !== exchange.redirectUri) {
    throw new InvalidGrant('redirect_uri is not the one of the authorization request.');
  }
  requireCodeVerifier(code.codeChallenge, exchange.codeVerifier);
  requireBoundKey(code.dpopJkt, binding);
}

/** An identity stopped between the approval and this call gives no tokens. */
function requireUsable(account: Account | undefined, { startedAt }: Grant): Account {
  if (account?.status !== 'active' || isSignedOut(account, startedAt))
    throw new InvalidGrant('The identity cannot be used at the moment.');
  return account;
}

/** RFC 9449 §10: a code bound to a key by `dpop_jkt`, or by the proof of a pushed request, is redeemed with that key only. */
function requireBoundKey(jkt: string | undefined, binding: TokenBinding | undefined): void {
  if (!isSameKey(jkt === undefined ? undefined : { jkt }, binding)) {
    throw new InvalidGrant('The code is bound to another DPoP key.');
  }
}

const unusable = (): InvalidGrant =>
  new InvalidGrant('The code is unknown, expired, or was issued to another client.');
