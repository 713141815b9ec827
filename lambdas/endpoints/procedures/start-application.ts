import type { InferOutput } from 'valibot';
import type { StartApplicationRequest } from '../../contracts/procedures.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import type { Application, Draft } from '../../domain/application/application.ts';
import { toApplicationView } from '../../domain/application/application-view.ts';
import { openDossier } from '../../domain/application/dossier.ts';
import type { CitizenSideDeps } from '../../domain/application/own-draft.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { dayIn } from '../../domain/calendar/today.ts';
import { requireCertificateSession } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import { prefilled } from '../../domain/procedure/prefill.ts';
import { requireOrganisationOf } from '../../domain/procedure/require-organisation.ts';
import { requireProcedure } from '../../domain/procedure/require-procedure.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface StartApplicationDeps extends CitizenSideDeps {
  readonly randomness: Pick<Randomness, 'id'>;
  readonly audit: AuditTrail;
}

const MOST_DRAFTS = 20;

/** POST /api/applications: begins a draft, the four attributes filled in (E-15, D-09a). */
export async function startApplication(
  request: HttpRequest<InferOutput<typeof StartApplicationRequest>>,
  deps: StartApplicationDeps,
): Promise<HttpResponse> {
  const { account } = await requireCertificateSession(request, deps);
  const procedure = requireProcedure(deps.procedures, request.body.procedure);
  const authority = await requireOrganisationOf(procedure.authority, request.body.authority, deps);
  await requireFewDrafts(account.id, deps);
  const identity = await openIdentity(account, deps.personalData);
  const draft: Draft = { values: prefilled(procedure.sections, identity) };
  const at = request.now.toISOString();
  const application: Application = {
    id: deps.randomness.id(),
    procedure: procedure.id,
    procedureVersion: procedure.version,
    applicantId: account.id,
    authorityId: authority.id,
    authorityName: authority.name,
    language: account.language,
    status: 'draft',
    requests: {},
    sealed: await deps.personalData.seal(account.id, account.wrappedKey, draft),
    createdAt: at,
    changedAt: at,
    version: 1,
  };
  await deps.applications.create(application);
  const dossier = await openDossier(application, account, procedure, deps);
  const today = dayIn(deps.timeZone, request.now);
  return { status: 201, body: await toApplicationView(dossier, today, deps) };
}

async function requireFewDrafts(
  accountId: string,
  { applications }: Pick<StartApplicationDeps, 'applications'>,
): Promise<void> {
  const drafts = (await applications.ofApplicant(accountId)).filter(({ status }) => status === 'draft');
  if (drafts.length < MOST_DRAFTS) return;
  throw new Refusal(
    'conflict',
    'too-many-drafts',
    `You have ${MOST_DRAFTS} applications that you have not sent: finish or delete one first.`,
  );
}
