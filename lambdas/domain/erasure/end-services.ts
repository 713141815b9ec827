import type { Account } from '../account/account.ts';
import type { Clients } from '../client/client.ts';
import type { Consents } from '../consent/consent.ts';
import type { Grants } from '../grant/grants.ts';
import type { SessionIds } from '../logout-token/session-ids.ts';
import type { RelyingPartyMessages } from '../relying-party-message/relying-party-message.ts';

export interface EndServicesDeps {
  readonly consents: Pick<Consents, 'of' | 'revoke'>;
  readonly grants: Pick<Grants, 'ofConsent' | 'revoke'>;
  readonly sessionIds: SessionIds;
  readonly clients: Clients;
  readonly messages: RelyingPartyMessages;
}

/**
 * Every service the person has a consent with ends its sessions and learns that the account is gone (Back-Channel Logout §2.5, RISC
 * Profile §2.2). The consent goes last: before, it says who is still to be told.
 */
export async function endServices(account: Account, now: Date, deps: EndServicesDeps): Promise<void> {
  for (const { clientId } of await deps.consents.of(account.id)) {
    const grants = await deps.grants.ofConsent(account.id, clientId, now);
    await Promise.all(grants.map(({ id }) => deps.grants.revoke(id, now)));
    await tellLogout(account, clientId, deps);
    await deps.messages.enqueue({
      kind: 'security-event',
      clientId,
      accountId: account.id,
      event: { type: 'account-purged' },
      id: `account-purged:${account.id}:${clientId}`,
      at: account.closedAt ?? now.toISOString(),
    });
    await deps.consents.revoke(account.id, clientId);
  }
}

/** Each session by itself where the service wants that: the grants that know its `sid` are about to go. */
async function tellLogout(
  { id: accountId, closedAt = '' }: Account,
  clientId: string,
  deps: EndServicesDeps,
) {
  const client = await deps.clients.find(clientId);
  if (client?.backchannel_logout_uri === undefined) return;
  const told = { kind: 'logout', clientId, accountId, at: closedAt } as const;
  const id = `account-closed:${accountId}:${clientId}`;
  if (client.backchannel_logout_session_required !== true) return deps.messages.enqueue({ ...told, id });
  for (const sid of new Set(await deps.sessionIds.of(accountId, clientId))) {
    await deps.messages.enqueue({ ...told, sid, id: `${id}:${sid}` });
  }
}
