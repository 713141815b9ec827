import type { AuditTrail } from '../audit/audit-trail.ts';
import { type BrowserSession, sidOf } from '../browser-session/browser-session.ts';
import type { BrowserSessions } from '../browser-session/browser-sessions.ts';
import type { Clients } from '../client/client.ts';
import type { Grants } from '../grant/grants.ts';
import type { RelyingPartyMessages } from '../relying-party-message/relying-party-message.ts';

export interface EndBrowserSessionDeps {
  readonly browserSessions: BrowserSessions;
  readonly grants: Pick<Grants, 'ofSession' | 'revoke'>;
  readonly clients: Clients;
  readonly messages: RelyingPartyMessages;
  readonly audit: AuditTrail;
}

/**
 * Ends a browser session (RP-Initiated Logout §2, Back-Channel Logout §2.5): first the session, so that no new sign-in comes from it;
 * then what its sign-ins gave, but for refresh tokens of `offline_access` (§2.7), and every client is told, also
 * the one that asked: its other servers may know nothing of it. After a crash in between, the same request does it all again, and each
 * client is told once.
 */
export async function endBrowserSession(
  session: BrowserSession,
  { by, now }: { readonly by: string | undefined; readonly now: Date },
  deps: EndBrowserSessionDeps,
): Promise<void> {
  await deps.browserSessions.end(session);
  const grants = await deps.grants.ofSession(session.accountId, session.family);
  const told = new Set(grants.map(({ clientId }) => clientId));
  await Promise.all([...told].map((clientId) => tell(session, clientId, now, deps)));
  const online = grants.filter(({ refreshCount }) => refreshCount === undefined);
  await Promise.all(online.map(({ id }) => deps.grants.revoke(id, now)));
  await deps.audit.record({
    event: 'browser-session.ended',
    subject: session.accountId,
    actor: by === undefined ? 'citizen' : `client:${by}`,
    at: now,
  });
}

async function tell(
  session: BrowserSession,
  clientId: string,
  now: Date,
  { clients, messages }: EndBrowserSessionDeps,
): Promise<void> {
  const client = await clients.find(clientId);
  if (client?.backchannel_logout_uri === undefined) return;
  const { accountId } = session;
  const sid = sidOf(session, clientId);
  await messages.enqueue({
    kind: 'logout',
    id: `logout:${sid}`,
    clientId,
    accountId,
    sid,
    at: now.toISOString(),
  });
}
