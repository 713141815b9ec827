import type { ClientMetadata } from '../../contracts/relying-parties.ts';
import type { RelyingPartySettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import {
  type NewRegistrationDeps,
  newRegistration,
} from '../../domain/client-registration/new-registration.ts';
import { requireSelfRegistration, tooManyClients } from '../../domain/client-registration/refusals.ts';
import type { ClientRegistrations } from '../../domain/client-registration/registration.ts';
import { languageOf, toRelyingPartyView } from '../../domain/client-registration/view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface CreateDeps extends CitizenDeps, NewRegistrationDeps {
  readonly issuer: string;
  readonly settings: RelyingPartySettings;
  readonly registrations: Pick<ClientRegistrations, 'add'>;
  readonly audit: AuditTrail;
}

/** POST /api/relying-parties (B12): a client of one's own, in the sandbox at once. The answer is the only place that holds its secret. */
export async function create(request: HttpRequest<ClientMetadata>, deps: CreateDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  requireSelfRegistration(deps.settings);
  const { registration, secret } = await newRegistration(request.body, account.id, request.now, deps);
  const limit = deps.settings.clientsPerOwner;
  if (!(await deps.registrations.add(registration, limit))) throw tooManyClients(limit);
  await deps.audit.record({
    event: 'client.registered',
    subject: account.id,
    actor: 'citizen',
    at: request.now,
    details: { client: registration.client_id },
  });
  const view = toRelyingPartyView(registration, {
    issuer: deps.issuer,
    language: languageOf(request.query, account),
  });
  return { status: 201, body: { ...view, ...(secret !== undefined && { secret }) } };
}
