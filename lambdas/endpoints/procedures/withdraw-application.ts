import type { Account } from '../../domain/account/account.ts';
import type { Application } from '../../domain/application/application.ts';
import type { CitizenSideDeps } from '../../domain/application/own-draft.ts';
import { requireOwnApplication } from '../../domain/application/require-application.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { requireCertificateSession } from '../../domain/citizen-session/require-citizen.ts';
import type { DocumentRequests } from '../../domain/document-request/document-request.ts';
import { Refusal } from '../../domain/errors.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface WithdrawApplicationDeps extends CitizenSideDeps {
  readonly audit: AuditTrail;
}

/**
 * DELETE /api/applications/{application}: a draft goes, with its open requests; what was sent stays with the authority, marked as
 * withdrawn; an answer ends it.
 */
export async function withdrawApplication(
  request: HttpRequest,
  deps: WithdrawApplicationDeps,
): Promise<HttpResponse> {
  const { account } = await requireCertificateSession(request, deps);
  const application = await requireOwnApplication(request.params.application, account, deps.applications);
  if (application.status === 'withdrawn') return { status: 204 };
  if (application.status === 'answered') throw answered();
  await withdrawRequests(application, deps.documentRequests, request.now);
  if (application.status === 'draft') await deps.applications.remove(application);
  else
    await deps.applications.change(application, {
      status: 'withdrawn',
      changedAt: request.now.toISOString(),
    });
  await record(account, application, deps, request.now);
  return { status: 204 };
}

/** First the requests: of a crash in between a draft remains, whose documents can be asked for again. */
async function withdrawRequests(
  application: Application,
  requests: DocumentRequests,
  now: Date,
): Promise<void> {
  const found = await Promise.all(Object.values(application.requests).map((id) => requests.find(id)));
  const open = found.flatMap((one) => (one?.status === 'requested' ? [one] : []));
  await Promise.all(
    open.map((one) => requests.change(one, { status: 'withdrawn', decidedAt: now.toISOString() })),
  );
}

const answered = (): Refusal =>
  new Refusal(
    'conflict',
    'application-answered',
    'This application was answered already: it cannot be withdrawn.',
  );

const record = (account: Account, { id, procedure }: Application, deps: WithdrawApplicationDeps, at: Date) =>
  deps.audit.record({
    event: 'application.withdrawn',
    subject: account.id,
    actor: 'citizen',
    at,
    details: { application: id, procedure },
  });
