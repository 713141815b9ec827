import type { DocumentRequestSummary, DocumentRequestsView } from '../../contracts/procedures.ts';
import { requireCertificateSession } from '../../domain/citizen-session/require-citizen.ts';
import type { DocumentRequest } from '../../domain/document-request/document-request.ts';
import type { IssuerSideDeps } from '../../domain/document-request/issuer-side.ts';
import { toRequestSummary } from '../../domain/document-request/request-view.ts';
import { requireMember } from '../../domain/membership/require-member.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

const SHOWN = 50;

/** GET /api/organisations/{organisation}/document-requests: what this member may answer, newest first (E-20). */
export async function listDocumentRequests(
  request: HttpRequest,
  deps: IssuerSideDeps,
): Promise<HttpResponse> {
  const { account } = await requireCertificateSession(request, deps);
  const member = await requireMember(request.params.organisation, account, deps, request.now);
  const all = await deps.documentRequests.ofIssuer(member.organisation.id, SHOWN);
  const mine = all.filter((one) => one.status !== 'withdrawn' && mayAnswer(one));
  const views = await Promise.all(mine.map((one) => summaryOf(one, deps)));
  const body: DocumentRequestsView = { requests: views.flatMap((view) => view ?? []) };
  return { body };

  function mayAnswer({ procedure, document }: DocumentRequest): boolean {
    const declared = deps.procedures.find(({ id }) => id === procedure)?.documents;
    const authority = declared?.find(({ id }) => id === document)?.issuer.authority;
    return authority !== undefined && member.may(authority);
  }
}

/** Left out when the person's identity was erased. */
async function summaryOf(
  request: DocumentRequest,
  deps: IssuerSideDeps,
): Promise<DocumentRequestSummary | undefined> {
  const owner = await deps.accounts.find(request.applicantId);
  return owner && toRequestSummary(request, owner, deps);
}
