import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Identify } from '../../domain/identifier/identify.ts';
import type { PersonaAccounts, Personas } from '../../domain/persona/persona.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RemovePersonaDeps extends CitizenDeps {
  readonly personas: Pick<Personas, 'find'>;
  readonly personaAccounts: Pick<PersonaAccounts, 'remove'>;
  readonly identify: Identify;
  readonly audit: AuditTrail;
}

/** DELETE /api/personas/{persona} (B12): its account is closed, its number free again. */
export async function removePersona(request: HttpRequest, deps: RemovePersonaDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const persona = await deps.personas.find(account.id, request.params.persona ?? '');
  const handle = persona && (await deps.identify('phone', persona.phone));
  if (persona === undefined || handle === undefined) throw noSuchPersona();
  if (!(await deps.personaAccounts.remove(persona, handle))) throw noSuchPersona();
  await deps.audit.record({
    event: 'persona.removed',
    subject: persona.id,
    actor: 'citizen',
    at: request.now,
    details: { owner: account.id },
  });
  return { status: 204 };
}

const noSuchPersona = (): Refusal =>
  new Refusal('not-found', 'no-such-persona', 'You have no test persona with this identifier.');
