import type { ReceivedApplicationsView, ReceivedSummary } from '../../contracts/procedures.ts';
import type { Application } from '../../domain/application/application.ts';
import type { AuthoritySideDeps } from '../../domain/application/authority-side.ts';
import { toReceivedSummary } from '../../domain/application/received-view.ts';
import { requireReceivedApplication } from '../../domain/application/require-application.ts';
import { requirePeriod } from '../../domain/application/require-period.ts';
import { requireCertificateSession } from '../../domain/citizen-session/require-citizen.ts';
import { type Member, requireMember } from '../../domain/membership/require-member.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

const PAGE = 50;

/** GET /api/organisations/{organisation}/applications?from=…&to=…: what came in between two days, newest first (E-21). */
export async function searchApplications(
  request: HttpRequest,
  deps: AuthoritySideDeps,
): Promise<HttpResponse> {
  const { account } = await requireCertificateSession(request, deps);
  const member = await requireMember(request.params.organisation, account, deps, request.now);
  const period = requirePeriod(request.query, deps.timeZone);
  const after = request.query.get('after') ?? undefined;
  const page = await deps.applications.received(member.organisation.id, period, PAGE, after);
  const found = await Promise.all(page.applications.map((one) => summaryOf(one, member, deps)));
  const body: ReceivedApplicationsView = {
    applications: found.flatMap((one) => one ?? []),
    ...(page.next !== undefined && { next: page.next }),
  };
  return { body };
}

/** Left out: procedures this clerk may not handle, and people whose identity was erased. */
async function summaryOf(
  { id }: Application,
  { organisation, may }: Member,
  deps: AuthoritySideDeps,
): Promise<ReceivedSummary | undefined> {
  const application = await requireReceivedApplication(id, organisation.id, deps.applications);
  const procedure = deps.procedures.find((one) => one.id === application.procedure);
  const owner = await deps.accounts.find(application.applicantId);
  if (procedure === undefined || owner === undefined || !may(procedure.answer.authority)) return undefined;
  return toReceivedSummary(application, procedure, owner, deps);
}
