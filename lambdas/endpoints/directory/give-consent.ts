import type * as v from 'valibot';
import type { BusinessConsentRequest } from '../../contracts/moves.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { BusinessConsents, Businesses } from '../../domain/business/business.ts';
import { requireBusiness } from '../../domain/business/require-business.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface GiveConsentDeps extends CitizenDeps {
  readonly businesses: Businesses;
  readonly consents: BusinessConsents;
  readonly personalData: PersonalData;
  readonly audit: AuditTrail;
}

/** PUT /api/businesses/{business}/consent: prior consent, with the number this business knows the person by (E7). */
export async function giveConsent(
  request: HttpRequest<v.InferOutput<typeof BusinessConsentRequest>>,
  deps: GiveConsentDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const business = await requireBusiness(request.params.business ?? '', deps.businesses);
  const { contractNumber } = request.body;
  const sealed = await deps.personalData.seal(account.id, account.wrappedKey, { contractNumber });
  const givenAt = request.now.toISOString();
  await deps.consents.keep({ accountId: account.id, businessId: business.id, sealed, givenAt });
  await deps.audit.record({
    event: 'business-consent.given',
    subject: account.id,
    actor: 'citizen',
    at: request.now,
    details: { business: business.id },
  });
  return { body: { business: business.id, consent: { contractNumber, givenAt } } };
}
