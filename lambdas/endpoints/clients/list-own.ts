import type { RelyingPartySettings } from '../../contracts/settings.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { ClientRegistrations } from '../../domain/client-registration/registration.ts';
import { toSummary } from '../../domain/client-registration/view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListOwnDeps extends CitizenDeps {
  readonly settings: RelyingPartySettings;
  readonly registrations: Pick<ClientRegistrations, 'of'>;
}

/** GET /api/relying-parties (B12): one's own, oldest first. */
export async function listOwn(request: HttpRequest, deps: ListOwnDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const { selfRegistration, clientsPerOwner } = deps.settings;
  const relyingParties = (await deps.registrations.of(account.id)).map(toSummary);
  return { body: { relyingParties, limit: selfRegistration ? clientsPerOwner : 0 } };
}
