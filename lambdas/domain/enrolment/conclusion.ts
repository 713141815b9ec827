import type { NextRoute } from '../../contracts/problem.ts';
import type { TakenHandles } from '../account/registrations.ts';
import { isReasonCode, nextRoutes } from '../verification/reasons.ts';
import type { Enrolment, EnrolmentChanges, EnrolmentDecision } from './enrolment.ts';
import { stepAfter } from './steps.ts';

/** How a submission ends, and who decided: `system` or `operator:<name>`. */
export interface Conclusion {
  readonly outcome: 'approve' | 'reject' | 'retry';
  readonly reasons: readonly string[];
  readonly by: string;
}

/** Why an approved submission cannot become an account after all: somebody else has what must be one person's own. */
export const REASON_OF_HELD: Readonly<Record<keyof TakenHandles, string>> = {
  phone: 'phone-already-used',
  email: 'email-already-used',
  person: 'duplicate-person',
  document: 'document-already-used',
};

export function acceptance(enrolment: Enrolment, now: Date): EnrolmentChanges {
  const decision = decisionOf(enrolment, 'accepted', [], ['sign-in'], now);
  return { step: stepAfter(enrolment.step, 'accept'), decision };
}

/** A refusal or a request for another try; pictures are dropped where new ones are asked for. */
export function refusal(
  enrolment: Enrolment,
  outcome: 'reject' | 'retry',
  reasons: readonly string[],
  now: Date,
): EnrolmentChanges {
  const next = routesAfter(reasons, outcome);
  const decision = decisionOf(enrolment, outcome === 'retry' ? 'retry' : 'rejected', reasons, next, now);
  const step = stepAfter(enrolment.step, outcome === 'retry' ? 'ask-again' : 'reject');
  if (outcome === 'reject') return { step, decision };
  return { step, decision, recording: undefined, ...(next.includes('new-picture') && { pictures: [] }) };
}

/** Never a dead end (A5): the counter always, a new request after a refusal. */
function routesAfter(reasons: readonly string[], outcome: 'reject' | 'retry'): NextRoute[] {
  const routes = new Set<NextRoute>(nextRoutes(reasons.filter(isReasonCode)));
  if (outcome === 'reject') {
    for (const route of ['try-again', 'correct-the-form', 'new-picture'] as const) routes.delete(route);
    routes.add('restart');
  }
  return [...routes.add('counter')];
}

function decisionOf(
  { attempt }: Enrolment,
  outcome: EnrolmentDecision['outcome'],
  reasons: readonly string[],
  next: readonly NextRoute[],
  now: Date,
): EnrolmentDecision {
  return { attempt, outcome, reasons, decidedAt: now.toISOString(), next };
}
