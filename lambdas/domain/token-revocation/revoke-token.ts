import { ownerOf } from '../account/owned-id.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Client } from '../client/client.ts';
import type { Grants } from '../grant/grants.ts';
import { UnauthorizedClient } from '../oauth-error/unauthorized-client.ts';
import type { OrganisationTokens } from '../organisation-token/organisation-token.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import type { GrantAddress } from '../sealed-token/tokens.ts';
import { hashSecret } from '../secret-hash.ts';

export interface RevokeTokenDeps {
  readonly sealers: TokenSealers;
  readonly grants: Pick<Grants, 'revoke'>;
  readonly organisationTokens: Pick<OrganisationTokens, 'revoke'>;
  readonly audit: AuditTrail;
}

/**
 * RFC 7009 §2.1: whichever token of a sign-in is revoked, all of them end: a client that gives one up is done with the person. Another
 * client's token is refused. A token that is unknown, or was revoked before, is no error (§2.2), and so is a hint that misleads.
 */
export async function revokeToken(
  text: string,
  client: Client,
  now: Date,
  deps: RevokeTokenDeps,
): Promise<void> {
  const token = await openToken(text, deps.sealers);
  if (token === undefined) {
    await deps.organisationTokens.revoke({ id: hashSecret(text), clientId: client.client_id, now });
    return;
  }
  if (token.client !== client.client_id) {
    throw new UnauthorizedClient('The token was issued to another client.');
  }
  await deps.grants.revoke(token.grant, now);
  await deps.audit.record({
    event: 'grant.revoked',
    subject: ownerOf(token.grant) ?? '-',
    actor: `client:${client.client_id}`,
    at: now,
    details: { client: client.client_id },
  });
}

async function openToken(text: string, sealers: TokenSealers): Promise<GrantAddress | undefined> {
  const [access, refresh] = await Promise.all([sealers('access-token'), sealers('refresh-token')]);
  return access.open<GrantAddress>(text) ?? refresh.open<GrantAddress>(text);
}
