import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clients } from '../client/client.ts';
import { Refusal } from '../errors.ts';
import type { Grants } from '../grant/grants.ts';
import type { RelyingPartyMessages } from '../relying-party-message/relying-party-message.ts';
import type { Consent, Consents } from './consent.ts';

export interface WithdrawConsentDeps {
  readonly consents: Pick<Consents, 'of' | 'revoke'>;
  readonly grants: Pick<Grants, 'ofConsent' | 'revoke'>;
  readonly clients: Clients;
  readonly messages: RelyingPartyMessages;
  readonly audit: AuditTrail;
}

/** What came of it. */
export interface Withdrawal {
  /** Sign-ins whose tokens were still good. */
  readonly tokensEnded: number;
  /** Whether the service is told to end its own sessions. */
  readonly told: boolean;
}

/**
 * B5: tokens end at once, the service is told to end its sessions, then the consent goes. It goes last, so that a failure before leaves
 * something to withdraw again; every other step may be repeated.
 *
 * @throws Refusal not-found `no-such-consent`
 */
export async function withdrawConsent(
  accountId: string,
  clientId: string,
  now: Date,
  deps: WithdrawConsentDeps,
): Promise<Withdrawal> {
  const consent = (await deps.consents.of(accountId)).find((each) => each.clientId === clientId);
  if (consent === undefined) {
    throw new Refusal('not-found', 'no-such-consent', 'There is no consent for this service.');
  }
  const grants = await deps.grants.ofConsent(accountId, clientId, now);
  await Promise.all(grants.map(({ id }) => deps.grants.revoke(id, now)));
  const told = await tellService(consent, now, deps);
  await deps.audit.record({
    event: 'consent.revoked',
    subject: accountId,
    actor: 'citizen',
    at: now,
    details: { client: clientId },
  });
  await deps.consents.revoke(accountId, clientId);
  return { tokensEnded: grants.length, told };
}

/** OIDC Back-Channel Logout, where the service registered an address for it: once for each consent used. */
async function tellService(
  { accountId, clientId, givenAt, lastUsedAt }: Consent,
  now: Date,
  deps: WithdrawConsentDeps,
): Promise<boolean> {
  const client = await deps.clients.find(clientId);
  if (client?.backchannel_logout_uri === undefined) return false;
  await deps.messages.enqueue({
    kind: 'logout',
    clientId,
    accountId,
    id: `consent-revoked:${accountId}:${clientId}:${lastUsedAt ?? givenAt}`,
    at: now.toISOString(),
  });
  return true;
}
