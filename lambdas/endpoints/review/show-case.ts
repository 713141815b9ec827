import type { CaseView } from '../../contracts/review.ts';
import type { ReviewSettings, VerificationSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { VerificationFile, VerificationFiles } from '../../domain/enrolment/verification-file.ts';
import { Refusal } from '../../domain/errors.ts';
import { type EvidenceViews, evidenceKey } from '../../domain/evidence/evidence.ts';
import { requireOperator } from '../../domain/operator/current-operator.ts';
import { OPERATOR_COOKIE, type Operators } from '../../domain/operator/operators.ts';
import {
  comparisonView,
  evidenceUploads,
  mrzView,
  scoresView,
} from '../../domain/review-case/case-evidence.ts';
import { toSummary } from '../../domain/review-case/case-summary.ts';
import type { ReviewCase } from '../../domain/review-case/review-case.ts';
import type { ReviewCases } from '../../domain/review-case/review-cases.ts';
import type { Sessions } from '../../domain/session/sessions.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowCaseDeps {
  readonly settings: ReviewSettings;
  readonly policy: VerificationSettings;
  readonly sessions: Sessions;
  readonly operators: Operators;
  readonly cases: ReviewCases;
  readonly files: VerificationFiles;
  readonly views: EvidenceViews;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
}

/** GET /api/review/cases/{case}: the evidence side by side (A9); who looked at it is recorded before it is shown. */
export async function showCase(request: HttpRequest, deps: ShowCaseDeps): Promise<HttpResponse> {
  const { now, params } = request;
  const secret = deps.cookies.read(request.cookies, OPERATOR_COOKIE);
  const { operator } = await requireOperator(secret, 'reviewer', deps, now);
  const found = await deps.cases.find(params.case ?? '');
  const file = found && (await deps.files.review({ enrolment: found.enrolmentId, attempt: found.attempt }));
  if (found === undefined || file === undefined) {
    throw new Refusal('not-found', 'no-such-case', 'There is no such case, or its evidence was erased.');
  }
  await deps.audit.record({
    event: 'review.viewed',
    subject: found.enrolmentId,
    actor: `operator:${operator.id}`,
    at: now,
    details: { case: found.id },
  });
  return { body: await toView(found, file, now, deps) };
}

async function toView(
  found: ReviewCase,
  file: VerificationFile,
  now: Date,
  deps: ShowCaseDeps,
): Promise<CaseView> {
  const { findings, enrolment } = file;
  const portraitBox = findings.faces?.portrait;
  return {
    ...toSummary(found, now),
    identity: identityView(file),
    mrz: mrzView(findings),
    comparison: comparisonView(findings),
    scores: scoresView(file, deps.policy),
    challengeDigits: enrolment.recording?.digits ?? '',
    evidence: await presign(file, deps),
    ...(portraitBox && { portraitBox }),
    ...(found.decision && { decision: { ...found.decision, reasons: [...found.decision.reasons] } }),
  };
}

/** What the person typed, flat, for reading beside the document. */
function identityView({ person }: VerificationFile): Record<string, string> {
  const { form, email = '', phone = '' } = person;
  if (form === undefined) return { email, phone };
  const { address, ...fields } = form;
  const { street, postalCode, city, country } = address;
  return { ...fields, address: `${street}, ${postalCode} ${city} (${country})`, email, phone };
}

async function presign(
  { enrolment }: VerificationFile,
  { views, settings }: ShowCaseDeps,
): Promise<CaseView['evidence']> {
  const url = (upload: string): Promise<string> =>
    views.url(evidenceKey(enrolment.id, upload), settings.pictureSeconds);
  const { frames, ...single } = evidenceUploads(enrolment);
  const named = await Promise.all(
    Object.entries(single).map(async ([place, upload]) => [place, await url(upload)] as const),
  );
  return { ...Object.fromEntries(named), frames: await Promise.all(frames.map(url)) };
}
