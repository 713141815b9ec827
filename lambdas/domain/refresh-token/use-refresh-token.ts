import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Parameters } from '../authorization-request/parameters.ts';
import type { Client } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import type { TokenBinding } from '../grant/grant.ts';
import { type GrantStandings, type LiveGrant, liveGrant } from '../grant/grant-standing.ts';
import type { Grants } from '../grant/grants.ts';
import { InvalidGrant } from '../oauth-error/invalid-grant.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import type { Sealer } from '../sealed-token/sealer.ts';
import type { SealedRefreshToken } from '../sealed-token/tokens.ts';
import { isSameKey } from '../token-binding/token-binding.ts';
import { narrowedScopes } from './narrowed-scopes.ts';

export interface RefreshDeps {
  readonly refreshTokens: Sealer;
  readonly standings: GrantStandings;
  readonly grants: Pick<Grants, 'rotate' | 'revoke'>;
  readonly audit: AuditTrail;
}

/** A grant used once more, and what the client asked of it this time. */
export interface Refreshed extends LiveGrant {
  /** Only where less than the grant was asked for. */
  readonly scopes?: readonly string[];
  /** Whether the token shown is used up and a new one takes its place. */
  readonly rotated: boolean;
}

/**
 * RFC 6749 §6: everything is judged in one read before anything is written, so that a request refused for its own faults costs
 * the client nothing. Where tokens rotate, an older one ends the whole grant (RFC 9700 §4.14.2), without a grace: a
 * client whose answer was lost looks like a thief's victim, and signs in again.
 */
export async function useRefreshToken(
  parameters: Parameters,
  use: { readonly client: Client; readonly binding: TokenBinding | undefined; readonly now: Date },
  deps: RefreshDeps,
): Promise<Refreshed> {
  const token = requireOwnToken(parameters, use.client, deps.refreshTokens);
  if (!isSameKey(token.cnf, use.binding)) {
    throw new InvalidGrant('The refresh token is bound to another key.');
  }
  const live = liveGrant(await deps.standings.of(token), use.client, use.now);
  if (live === undefined || live.grant.clientId !== token.client) throw unusable();
  if (token.count < (live.grant.refreshCount ?? 0)) return await refuseReuse(live, use.now, deps);
  const scopes = narrowedScopes(live.grant.scopes, parameters.get('scope'));
  const narrowed = scopes !== undefined && { scopes };
  if (!rulesOf(use.client).refreshTokensRotate) return { ...live, ...narrowed, rotated: false };
  return { ...(await rotate(live, token.count, use.now, deps)), ...narrowed, rotated: true };
}

/** RFC 6749 §5.2, §10.4: the token is one of ours, and of this client. */
function requireOwnToken(parameters: Parameters, client: Client, refreshTokens: Sealer): SealedRefreshToken {
  const text = parameters.get('refresh_token');
  if (text === undefined) throw new InvalidRequest('refresh_token is required.');
  const token = refreshTokens.open<SealedRefreshToken>(text);
  if (token?.client !== client.client_id) throw unusable();
  return token;
}

async function rotate(live: LiveGrant, count: number, now: Date, deps: RefreshDeps): Promise<LiveGrant> {
  const { id, clientId } = live.grant;
  const rotation = await deps.grants.rotate({ id, clientId, count, now });
  if (rotation.outcome === 'reused') return await refuseReuse(live, now, deps);
  if (rotation.outcome === 'unusable') throw unusable();
  return { ...live, grant: rotation.grant };
}

async function refuseReuse({ grant }: LiveGrant, now: Date, deps: RefreshDeps): Promise<never> {
  await Promise.all([
    deps.grants.revoke(grant.id, now),
    deps.audit.record({
      event: 'refresh-token.reused',
      subject: grant.accountId,
      actor: `client:${grant.clientId}`,
      at: now,
      details: { client: grant.clientId },
    }),
  ]);
  throw new InvalidGrant('The refresh token was used before; all tokens of this sign-in are revoked.');
}

const unusable = (): InvalidGrant =>
  new InvalidGrant(
    'The refresh token is unknown, expired, revoked, or of another client, or the person withdrew the consent.',
  );
