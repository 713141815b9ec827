import type { RelyingPartySettings } from '../../contracts/settings.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { Personas } from '../../domain/persona/persona.ts';
import { toPersonaView } from '../../domain/persona/persona-view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListPersonasDeps extends CitizenDeps {
  readonly settings: RelyingPartySettings;
  readonly personas: Pick<Personas, 'of'>;
}

/** GET /api/personas (B12): one's own test personas, oldest first. */
export async function listPersonas(request: HttpRequest, deps: ListPersonasDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const personas = await deps.personas.of(account.id);
  const inOrder = personas.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt));
  return { body: { personas: inOrder.map(toPersonaView), limit: deps.settings.personasPerOwner } };
}
