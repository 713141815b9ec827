import type { CreatePersonaRequest } from '../../contracts/relying-parties.ts';
import type { RelyingPartySettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { requireSelfRegistration } from '../../domain/client-registration/refusals.ts';
import { type MakePersonaDeps, makePersona } from '../../domain/persona/make-persona.ts';
import { toPersonaView } from '../../domain/persona/persona-view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface CreatePersonaDeps extends CitizenDeps, MakePersonaDeps {
  readonly settings: RelyingPartySettings;
  readonly audit: AuditTrail;
}

/** POST /api/personas (B12): a made-up person for the sandbox, with the attributes and the outcome that were chosen. */
export async function createPersona(
  request: HttpRequest<CreatePersonaRequest>,
  deps: CreatePersonaDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  requireSelfRegistration(deps.settings);
  const limit = deps.settings.personasPerOwner;
  const persona = await makePersona(account.id, request.body, limit, request.now, deps);
  await deps.audit.record({
    event: 'persona.made',
    subject: persona.id,
    actor: 'citizen',
    at: request.now,
    details: { owner: account.id },
  });
  return { status: 201, body: toPersonaView(persona) };
}
