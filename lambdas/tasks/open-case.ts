import type { EnrolmentSettings } from '../contracts/settings.ts';
import type { Submission } from '../contracts/verification.ts';
import type { AuditTrail } from '../domain/audit/audit-trail.ts';
import type { Dossier, Dossiers } from '../domain/enrolment/dossier.ts';
import { stepAfter } from '../domain/enrolment/steps.ts';
import { caseId, type ReviewCase } from '../domain/review-case/review-case.ts';
import type { ReviewCases } from '../domain/review-case/review-cases.ts';

export interface OpenCaseDeps {
  readonly settings: EnrolmentSettings;
  readonly dossiers: Dossiers;
  readonly cases: ReviewCases;
  readonly audit: AuditTrail;
}

/**
 * Puts a submission before the reviewers, or gives a case that waits its new token (A9).
 * @throws CaseDecided when it was decided already: the machine goes on with that decision
 */
export async function openCase(
  request: Submission & { readonly reasons: readonly string[]; readonly taskToken: string },
  now: Date,
  deps: OpenCaseDeps,
): Promise<void> {
  const dossier = await deps.dossiers.load(request.enrolment);
  if (dossier === undefined) throw new Error('The enrolment of this case is not there.');
  const opened = await deps.cases.open(newCase(dossier, request, now, deps.settings));
  if (dossier.enrolment.step === 'submitted') {
    await deps.dossiers.advance(dossier, { step: stepAfter('submitted', 'open-review') }, now);
  }
  if (opened.openedAt === now.toISOString()) {
    await deps.audit.record({
      event: 'review.opened',
      subject: request.enrolment,
      actor: 'system',
      at: now,
      details: { case: opened.id, reasons: request.reasons.join(' ') },
    });
  }
}

function newCase(
  { enrolment }: Dossier,
  { attempt, reasons, taskToken }: Parameters<typeof openCase>[0],
  now: Date,
  settings: EnrolmentSettings,
): ReviewCase {
  const at = now.toISOString();
  return {
    id: caseId(enrolment.id, attempt),
    enrolmentId: enrolment.id,
    attempt,
    reference: enrolment.reference,
    status: 'open',
    openedAt: at,
    deadline: enrolment.deadline ?? new Date(now.getTime() + settings.decisionSeconds * 1000).toISOString(),
    level: enrolment.level,
    documentType: enrolment.documentType ?? 'passport',
    reasons,
    taskToken,
  };
}
