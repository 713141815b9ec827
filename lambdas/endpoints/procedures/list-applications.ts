import type { ApplicationsView } from '../../contracts/procedures.ts';
import { toSummary } from '../../domain/application/application-view.ts';
import type { Applications } from '../../domain/application/applications.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListApplicationsDeps extends CitizenDeps {
  readonly applications: Pick<Applications, 'ofApplicant'>;
}

/** GET /api/applications: one's own, newest first; a session by PIN may look (D1). */
export async function listApplications(
  request: HttpRequest,
  deps: ListApplicationsDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const applications = await deps.applications.ofApplicant(account.id);
  const body: ApplicationsView = { applications: applications.map(toSummary) };
  return { body };
}
