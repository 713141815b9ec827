import type { AssuranceLevel, DocumentType } from '../../contracts/enrolment.ts';
import { Refusal } from '../errors.ts';

export interface CaseDecision {
  readonly outcome: 'approve' | 'reject' | 'retry';
  readonly reasons: readonly string[];
  /** User name of the operator. */
  readonly by: string;
  /** ISO 8601 */
  readonly at: string;
  readonly note?: string;
}

/** One submission that a human must decide (A9). */
export interface ReviewCase {
  /** `<enrolment>.<attempt>`: opening it again finds the same one. */
  readonly id: string;
  readonly enrolmentId: string;
  readonly attempt: number;
  readonly reference: string;
  readonly status: 'open' | 'overdue' | 'decided';
  readonly openedAt: string;
  readonly deadline: string;
  readonly level: AssuranceLevel;
  readonly documentType: DocumentType;
  readonly reasons: readonly string[];
  /** What the state machine waits for. */
  readonly taskToken: string;
  readonly decision?: CaseDecision;
}

export function caseId(enrolmentId: string, attempt: number): string {
  return `${enrolmentId}.${attempt}`;
}

/** The machine asks to wait for a case that is decided already; `name` is what its Catch matches. */
export class CaseDecided extends Error {
  constructor() {
    super('This case was decided already.');
    this.name = 'CaseDecided';
  }
}

/**
 * Whether `decision` repeats the one that stands, so that only its delivery is to be repaired.
 * @throws Refusal conflict `case-already-decided` when somebody decided otherwise, naming who
 */
export function requireSameDecision(standing: CaseDecision, decision: CaseDecision): void {
  const same =
    standing.by === decision.by &&
    standing.outcome === decision.outcome &&
    [...standing.reasons].sort().join() === [...decision.reasons].sort().join();
  if (same) return;
  throw new Refusal(
    'conflict',
    'case-already-decided',
    `This case was decided (${standing.outcome}) by ${standing.by} at ${standing.at}. A decision cannot be changed.`,
  );
}
