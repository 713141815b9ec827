import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { BusinessConsents } from '../../domain/business/business.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface WithdrawConsentDeps extends CitizenDeps {
  readonly consents: BusinessConsents;
  readonly audit: AuditTrail;
}

/** DELETE /api/businesses/{business}/consent: stops notices to it, those on their way included (E7). */
export async function withdrawConsent(
  request: HttpRequest,
  deps: WithdrawConsentDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const business = request.params.business ?? '';
  const withdrawn = await deps.consents.withdraw(account.id, business);
  if (withdrawn) {
    await deps.audit.record({
      event: 'business-consent.withdrawn',
      subject: account.id,
      actor: 'citizen',
      at: request.now,
      details: { business },
    });
  }
  return { status: 204 };
}
