import type { Submission } from '../contracts/verification.ts';
import type { AuditTrail } from '../domain/audit/audit-trail.ts';
import { caseId } from '../domain/review-case/review-case.ts';
import type { ReviewCases } from '../domain/review-case/review-cases.ts';

export interface MarkOverdueDeps {
  readonly cases: ReviewCases;
  readonly audit: AuditTrail;
  /** Makes the alarm ring. */
  readonly alarm: (caseId: string) => void;
}

/** Nobody decided in time: the case goes to the top of the queue and the alarm rings; nothing is decided by that (A9). */
export async function markOverdue(
  { enrolment, attempt }: Submission,
  now: Date,
  deps: MarkOverdueDeps,
): Promise<void> {
  const id = caseId(enrolment, attempt);
  const found = await deps.cases.find(id);
  if (found === undefined || found.status === 'decided') return;
  deps.alarm(id);
  if (!(await deps.cases.markOverdue(id))) return;
  await deps.audit.record({
    event: 'review.overdue',
    subject: enrolment,
    actor: 'system',
    at: now,
    details: { case: id },
  });
}
