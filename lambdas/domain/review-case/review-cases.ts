import type { CaseDecision, ReviewCase } from './review-case.ts';

export interface ReviewCases {
  find(id: string): Promise<ReviewCase | undefined>;
  /** Keeps a new case, or gives an open one its new task token. Throws `CaseDecided` when it is decided. */
  open(draft: ReviewCase): Promise<ReviewCase>;
  /** Marks an open case as late; answers false when it was late or decided already. */
  markOverdue(id: string): Promise<boolean>;
  /** Decides the case if nobody did; answers the case as it stands then, whoever decided it. */
  decide(id: string, decision: CaseDecision): Promise<ReviewCase>;
  /** Cases of one status, oldest first (decided: newest first), at most `limit`. */
  list(status: ReviewCase['status'], limit: number): Promise<readonly ReviewCase[]>;
}
