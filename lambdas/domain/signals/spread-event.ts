import type { Consents } from '../consent/consent.ts';
import type { Grants } from '../grant/grants.ts';
import type {
  AccountEvent,
  QueuedMessage,
  RelyingPartyMessages,
} from '../relying-party-message/relying-party-message.ts';

export interface SpreadEventDeps {
  readonly consents: Pick<Consents, 'of'>;
  readonly grants: Pick<Grants, 'ofConsent' | 'revoke'>;
  readonly messages: RelyingPartyMessages;
}

type AccountMessage = Extract<QueuedMessage, { readonly kind: 'account-event' }>;

/** After these nothing that was obtained before counts, and every relying party ends its sessions. */
const ENDS_SESSIONS: readonly AccountEvent['type'][] = ['sessions-revoked'];

/** One message for each relying party the person has a consent with; each is tried by itself. Every step may be repeated. */
export async function spreadEvent(message: AccountMessage, now: Date, deps: SpreadEventDeps): Promise<void> {
  const { accountId, event, id, at } = message;
  for (const { clientId } of await deps.consents.of(accountId)) {
    const told = { clientId, accountId, at };
    if (ENDS_SESSIONS.includes(event.type)) {
      const grants = await deps.grants.ofConsent(accountId, clientId, now);
      await Promise.all(grants.map((grant) => deps.grants.revoke(grant.id, now)));
      await deps.messages.enqueue({ ...told, kind: 'logout', id: `${id}:${clientId}:logout` });
    }
    await deps.messages.enqueue({ ...told, kind: 'security-event', event, id: `${id}:${clientId}` });
  }
}
