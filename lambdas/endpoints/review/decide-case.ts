import type { CaseDecisionRequest } from '../../contracts/review.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { Refusal } from '../../domain/errors.ts';
import { requireOperator } from '../../domain/operator/current-operator.ts';
import { OPERATOR_COOKIE, type Operators } from '../../domain/operator/operators.ts';
import { toSummary } from '../../domain/review-case/case-summary.ts';
import { type CaseDecision, requireSameDecision } from '../../domain/review-case/review-case.ts';
import type { ReviewCases } from '../../domain/review-case/review-cases.ts';
import type { WaitingTasks } from '../../domain/review-case/waiting-tasks.ts';
import type { Sessions } from '../../domain/session/sessions.ts';
import { isReasonCode } from '../../domain/verification/reasons.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface DecideCaseDeps {
  readonly sessions: Sessions;
  readonly operators: Operators;
  readonly cases: ReviewCases;
  readonly tasks: WaitingTasks;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
}

/**
 * POST /api/review/cases/{case}/decision: the decision is recorded, once and for good, before the machine is woken; asking
 * again after a crash in between records what is missing and wakes it again (A9).
 */
export async function decideCase(
  request: HttpRequest<CaseDecisionRequest>,
  deps: DecideCaseDeps,
): Promise<HttpResponse> {
  const { now, body, params } = request;
  const secret = deps.cookies.read(request.cookies, OPERATOR_COOKIE);
  const { operator } = await requireOperator(secret, 'reviewer', deps, now);
  const found = await deps.cases.find(params.case ?? '');
  if (found === undefined) throw new Refusal('not-found', 'no-such-case', 'There is no such case.');
  const decision = toDecision(body, operator.id, now);
  const decided = await deps.cases.decide(found.id, decision);
  const standing = decided.decision ?? decision;
  requireSameDecision(standing, decision);
  await deps.audit.record({
    event: 'review.decided',
    subject: found.enrolmentId,
    actor: `operator:${standing.by}`,
    at: new Date(standing.at),
    details: { case: found.id, outcome: standing.outcome, reasons: standing.reasons.join(' ') },
    once: `review.decided#${found.id}`,
  });
  await deps.tasks.wake(decided.taskToken);
  return { body: toSummary(decided, now) };
}

/** A refusal must give reasons the person can be told (A10). */
function toDecision(body: CaseDecisionRequest, by: string, now: Date): CaseDecision {
  if (body.outcome !== 'approve' && !body.reasons.every(isReasonCode)) {
    throw new Refusal('invalid', 'invalid-fields', 'Give reasons of the list only.', {
      fields: [{ field: 'reasons', code: 'invalid' }],
    });
  }
  return {
    outcome: body.outcome,
    reasons: body.outcome === 'approve' ? [] : [...new Set(body.reasons)],
    by,
    at: now.toISOString(),
    ...(body.note !== '' && { note: body.note }),
  };
}
