import { toApplicationView } from '../../domain/application/application-view.ts';
import { type CitizenSideDeps, settledDossier } from '../../domain/application/own-draft.ts';
import { requireOwnApplication } from '../../domain/application/require-application.ts';
import { dayIn } from '../../domain/calendar/today.ts';
import { requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { requireProcedure } from '../../domain/procedure/require-procedure.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** GET /api/applications/{application}: where it stands, what is missing, the bytes to sign; a session by PIN may look (D1). */
export async function showApplication(request: HttpRequest, deps: CitizenSideDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const application = await requireOwnApplication(request.params.application, account, deps.applications);
  const procedure = requireProcedure(deps.procedures, application.procedure);
  const dossier = await settledDossier(application, account, procedure, deps, request.now);
  return { body: await toApplicationView(dossier, dayIn(deps.timeZone, request.now), deps) };
}
