import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import type { Sessions } from '../../domain/session/sessions.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface CancelDeps {
  readonly dossiers: Dossiers;
  readonly sessions: Sessions;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
}

/** DELETE /api/enrolment: ends the request and erases what was entered (A5); the audit trail keeps that it was so. */
export async function cancel(request: HttpRequest, deps: CancelDeps): Promise<HttpResponse> {
  const secret = deps.cookies.read(request.cookies, ENROLMENT_COOKIE);
  const dossier = await deps.dossiers.ofSession(secret, request.now);
  const { id } = dossier.enrolment;
  stepAfter(dossier.enrolment.step, 'cancel');
  await deps.audit.record({
    event: 'enrolment.cancelled',
    subject: id,
    actor: 'citizen',
    at: request.now,
  });
  await deps.dossiers.erase(dossier, request.now);
  if (secret !== undefined) await deps.sessions.close(secret);
  return { status: 204, cookies: [deps.cookies.clear(ENROLMENT_COOKIE)] };
}
