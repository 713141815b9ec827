import type { ConsentRevokedView } from '../../contracts/authenticator.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { Clients } from '../../domain/client/client.ts';
import type { Consent, Consents } from '../../domain/consent/consent.ts';
import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Grants } from '../../domain/grant/grants.ts';
import type { RelyingPartyMessages } from '../../domain/relying-party-message/relying-party-message.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RevokeConsentDeps extends DeviceProofDeps {
  readonly consents: Consents;
  readonly grants: Pick<Grants, 'ofConsent' | 'revoke'>;
  readonly clients: Clients;
  readonly messages: RelyingPartyMessages;
  readonly audit: AuditTrail;
}

/**
 * DELETE /api/account/consents/{client} (B5): tokens end at once, the service is told to end its sessions, then the consent goes. It
 * goes last, so that a failure before leaves something to revoke again; every other step may be repeated.
 */
export async function revokeConsent(request: HttpRequest, deps: RevokeConsentDeps): Promise<HttpResponse> {
  const { account } = await requireBoundDevice(request, deps);
  const { now } = request;
  const consent = await requireConsent(account.id, request.params.client ?? '', deps.consents);
  const { clientId } = consent;
  const grants = await deps.grants.ofConsent(account.id, clientId, now);
  await Promise.all(grants.map(({ id }) => deps.grants.revoke(id, now)));
  const told = await tellService(consent, now, deps);
  await deps.audit.record({
    event: 'consent.revoked',
    subject: account.id,
    actor: 'citizen',
    at: now,
    details: { client: clientId },
  });
  await deps.consents.revoke(account.id, clientId);
  const view: ConsentRevokedView = { tokensEnded: grants.length, told };
  return { body: view };
}

async function requireConsent(accountId: string, clientId: string, consents: Consents): Promise<Consent> {
  const consent = (await consents.of(accountId)).find((each) => each.clientId === clientId);
  if (consent !== undefined) return consent;
  throw new Refusal('not-found', 'no-such-consent', 'There is no consent for this service.');
}

/** OIDC Back-Channel Logout, where the service registered an address for it: once for each consent given. */
async function tellService(
  { accountId, clientId, givenAt, lastUsedAt }: Consent,
  now: Date,
  deps: RevokeConsentDeps,
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
