import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { type Enrolment, pictureOf, sidesOf } from '../../domain/enrolment/enrolment.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import { toView } from '../../domain/enrolment/view.ts';
import { Refusal } from '../../domain/errors.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ConfirmDocumentDeps {
  readonly dossiers: Dossiers;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
}

/** POST /api/enrolment/document/confirm: the pictures of every side are legible and meant (A7). */
export async function confirmDocument(
  request: HttpRequest,
  deps: ConfirmDocumentDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  const step = stepAfter(dossier.enrolment.step, 'confirm-document');
  requireLegibleSides(dossier.enrolment);
  if (dossier.enrolment.step === step) return { body: toView(dossier) };
  const confirmed = await deps.dossiers.advance(dossier, { step }, now);
  await deps.audit.record({
    event: 'enrolment.document-confirmed',
    subject: dossier.enrolment.id,
    actor: 'citizen',
    at: now,
  });
  return { body: toView(confirmed) };
}

function requireLegibleSides(enrolment: Enrolment): void {
  const sides = enrolment.documentType === undefined ? [] : sidesOf(enrolment.documentType);
  const missing = sides.filter((side) => pictureOf(enrolment, side)?.legible !== true);
  if (sides.length > 0 && missing.length === 0) return;
  throw new Refusal(
    'conflict',
    'document-incomplete',
    `A legible picture is missing: ${missing.join(' and ') || 'choose the type of your document first'}.`,
    { fields: missing.map((field) => ({ field, code: 'missing' })), next: ['new-picture', 'counter'] },
  );
}
