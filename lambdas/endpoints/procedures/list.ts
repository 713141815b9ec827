import type { OrganisationChoice, Procedure, ProceduresView } from '../../contracts/procedures.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { OrganisationAdmissions } from '../../domain/organisation/organisation-registrations.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListProceduresDeps extends CitizenDeps {
  readonly procedures: readonly Procedure[];
  readonly organisations: Pick<OrganisationAdmissions, 'withStatus'>;
}

/** GET /api/procedures: what can be applied for, who receives, who certifies; a session by PIN may look (D1). */
export async function listProcedures(request: HttpRequest, deps: ListProceduresDeps): Promise<HttpResponse> {
  await requireCitizen(request, deps);
  const active = await deps.organisations.withStatus('active');
  const organisations = active.map(toChoice).sort((a, b) => a.name.localeCompare(b.name));
  const body: ProceduresView = { procedures: deps.procedures, organisations };
  return { body };
}

const toChoice = ({ id, name, kind, town }: Organisation): OrganisationChoice => ({ id, name, kind, town });
