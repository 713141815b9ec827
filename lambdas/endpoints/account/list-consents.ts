import type { Clients } from '../../domain/client/client.ts';
import type { Consent, Consents } from '../../domain/consent/consent.ts';
import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListConsentsDeps extends DeviceProofDeps {
  readonly consents: Consents;
  readonly clients: Clients;
}

/** GET /api/account/consents: which services get what (B5). */
export async function listConsents(request: HttpRequest, deps: ListConsentsDeps): Promise<HttpResponse> {
  const { account } = await requireBoundDevice(request, deps);
  const consents = await deps.consents.of(account.id);
  return { body: { consents: await Promise.all(consents.map((consent) => toView(consent, deps.clients))) } };
}

async function toView(consent: Consent, clients: Clients): Promise<object> {
  const client = await clients.find(consent.clientId);
  const { clientId, claims, givenAt, lastUsedAt } = consent;
  return { clientId, client: client?.client_name ?? clientId, claims, givenAt, lastUsedAt };
}
