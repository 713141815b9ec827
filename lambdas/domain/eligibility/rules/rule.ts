import type { NextRoute } from '../../../contracts/problem.ts';
import type { EligibilityAnswers, EligibilityPolicy } from '../eligibility-policy.ts';

/** Stable codes; the web app holds their texts. */
export type IneligibilityCode =
  | 'not-of-legal-age'
  | 'birth-date-invalid'
  | 'no-address-in-country'
  | 'document-not-accepted'
  | 'residence-permit-too-short'
  | 'document-expired'
  | 'no-smartphone'
  | 'phone-too-old';

export interface Ineligibility {
  readonly code: IneligibilityCode;
  /** The answer it is about. */
  readonly field: keyof EligibilityAnswers;
  /** Where the person can go from here (A5). */
  readonly next: readonly NextRoute[];
}

export interface EligibilityRule extends Ineligibility {
  readonly broken: (answers: EligibilityAnswers, policy: EligibilityPolicy, today: string) => boolean;
}
