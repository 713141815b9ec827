import type * as v from 'valibot';
import type { CodeRequest } from '../../contracts/enrolment.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { isProved, requireRightCode } from '../../domain/enrolment/address-proof.ts';
import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { provedPhone } from '../../domain/enrolment/proved-address.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import { toView } from '../../domain/enrolment/view.ts';
import type { OneTimeCodes } from '../../domain/one-time-code/one-time-codes.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ConfirmPhoneDeps {
  readonly dossiers: Dossiers;
  readonly codes: OneTimeCodes;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
}

/** POST /api/enrolment/phone/confirm: the code of the SMS proves the number (A3). */
export async function confirmPhone(
  request: HttpRequest<v.InferOutput<typeof CodeRequest>>,
  deps: ConfirmPhoneDeps,
): Promise<HttpResponse> {
  const { now, body } = request;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  if (isProved(dossier.enrolment, 'phone')) return { body: toView(dossier) };
  stepAfter(dossier.enrolment.step, 'confirm-phone');
  const proof = await requireRightCode(dossier, 'phone', body.code, deps, now);
  const { changes, person } = provedPhone(dossier, proof);
  const proved = await deps.dossiers.advance(dossier, changes, now, person);
  await deps.audit.record({
    event: 'enrolment.phone-verified',
    subject: dossier.enrolment.id,
    actor: 'citizen',
    at: now,
  });
  return { body: toView(proved) };
}
