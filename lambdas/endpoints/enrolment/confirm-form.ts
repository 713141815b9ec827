import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import { toView } from '../../domain/enrolment/view.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ConfirmFormDeps {
  readonly dossiers: Dossiers;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
}

/** POST /api/enrolment/form/confirm: the review page was read and confirmed (A4). */
export async function confirmForm(request: HttpRequest, deps: ConfirmFormDeps): Promise<HttpResponse> {
  const { now } = request;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  const step = stepAfter(dossier.enrolment.step, 'confirm-form');
  if (dossier.enrolment.step === step) return { body: toView(dossier) };
  const confirmed = await deps.dossiers.advance(dossier, { step }, now);
  await deps.audit.record({
    event: 'enrolment.form-confirmed',
    subject: dossier.enrolment.id,
    actor: 'citizen',
    at: now,
  });
  return { body: toView(confirmed) };
}
