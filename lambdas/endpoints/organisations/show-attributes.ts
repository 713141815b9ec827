import type { CheckAuthorityRequest } from '../../contracts/organisations.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { toAuthorityView } from '../../domain/authority-check/authority-view.ts';
import {
  type AuthorityCheckDeps,
  authorityOf,
} from '../../domain/authority-check/load-authority-evidence.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowAttributesDeps extends CitizenDeps, AuthorityCheckDeps {
  readonly accounts: AuthorityCheckDeps['accounts'];
  readonly audit: AuditTrail;
}

/**
 * POST /api/attributes/check: “Show attributes” (E-22, E4): who signed, with which post, for which organisation, by whose approval, and
 * whether that holds now for what the document does. A document that fails is an answer, not an error.
 */
export async function showAttributes(
  request: HttpRequest<CheckAuthorityRequest>,
  deps: ShowAttributesDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const { document, authority, organisation } = request.body;
  const question = { authority, ...(organisation !== undefined && { organisationId: organisation }) };
  const report = await authorityOf(Buffer.from(document, 'base64'), question, deps, request.now);
  await deps.audit.record({
    event: 'authority.checked',
    subject: account.id,
    actor: 'citizen',
    at: request.now,
    details: { authority, authorised: String(report.authorised) },
  });
  return { body: toAuthorityView(report) };
}
