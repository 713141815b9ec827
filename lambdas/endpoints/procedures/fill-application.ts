import type { InferOutput } from 'valibot';
import type { FillApplicationRequest } from '../../contracts/procedures.ts';
import type { Application, Draft } from '../../domain/application/application.ts';
import { toApplicationView } from '../../domain/application/application-view.ts';
import { openDossier } from '../../domain/application/dossier.ts';
import { type CitizenSideDeps, requireOwnDraft } from '../../domain/application/own-draft.ts';
import { dayIn } from '../../domain/calendar/today.ts';
import { requireOrganisationOf } from '../../domain/procedure/require-organisation.ts';
import { requirePossible, tidied } from '../../domain/procedure/validate-form.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** A version that no application ever has. */
const NEVER = 0;

/** PUT /api/applications/{application}: keeps what was entered, gaps included, so that one can leave and come back (E-16). */
export async function fillApplication(
  request: HttpRequest<InferOutput<typeof FillApplicationRequest>>,
  deps: CitizenSideDeps,
): Promise<HttpResponse> {
  const { account, application, procedure } = await requireOwnDraft(request, deps);
  const { version, authority = application.authorityId } = request.body;
  const today = dayIn(deps.timeZone, request.now);
  const values = tidied(request.body.values);
  requirePossible(procedure.sections, values, today);
  const receiver = await requireOrganisationOf(procedure.authority, authority, deps);
  const draft: Draft = { values };
  // What was read is a draft; a version beyond it may be one that was sent since, which must not be changed
  const asRead: Application = { ...application, version: version === application.version ? version : NEVER };
  const changed = await deps.applications.change(asRead, {
    authorityId: receiver.id,
    authorityName: receiver.name,
    sealed: await deps.personalData.seal(account.id, account.wrappedKey, draft),
    changedAt: request.now.toISOString(),
  });
  const dossier = await openDossier(changed, account, procedure, deps);
  return { body: await toApplicationView(dossier, today, deps) };
}
