import type { CaseSummary } from '../../contracts/review.ts';
import type { ReviewCase } from './review-case.ts';

/** One line of the reviewer's queue; an open case past its deadline is late even before the machine says so. */
export function toSummary(found: ReviewCase, now: Date): CaseSummary {
  const late = found.status === 'open' && found.deadline <= now.toISOString();
  return {
    id: found.id,
    reference: found.reference,
    openedAt: found.openedAt,
    deadline: found.deadline,
    status: late ? 'overdue' : found.status,
    level: found.level,
    documentType: found.documentType,
    reasons: [...found.reasons],
  };
}
