import type { VerificationPolicy } from '../policy.ts';
import type { ReasonCode, ReasonEffect } from '../reasons.ts';
import type { VerificationSignals } from '../signals.ts';

/** What one rule found. Evidence is for reviewers: values, never images. */
export interface Finding {
  readonly code: ReasonCode;
  readonly evidence: Readonly<Record<string, string | number>>;
  /** Where the policy makes it weigh more or less than the table of reasons says. */
  readonly effect?: ReasonEffect;
}

/** One rule of the written policy. */
export type VerificationRule = (signals: VerificationSignals, policy: VerificationPolicy) => Finding[];
