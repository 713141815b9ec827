import { ANY_PHONE, type EligibilityAnswers, type EligibilityPolicy } from '../eligibility-policy.ts';
import type { EligibilityRule } from './rule.ts';

function lowestVersion(
  { phoneSystem }: EligibilityAnswers,
  { phoneSystems = ANY_PHONE }: EligibilityPolicy,
): number | undefined {
  return phoneSystem === 'none' ? undefined : phoneSystems[phoneSystem];
}

/** An Android or iOS phone (A1). */
export const smartphone: EligibilityRule = {
  code: 'no-smartphone',
  field: 'phoneSystem',
  next: ['support'],
  broken: (answers, policy) => lowestVersion(answers, policy) === undefined,
};

/** A system new enough, where the operator demands a version and the answer gives one. */
export const phoneVersion: EligibilityRule = {
  code: 'phone-too-old',
  field: 'phoneSystemMajorVersion',
  next: ['support'],
  broken: (answers, policy) => {
    const { phoneSystemMajorVersion: version } = answers;
    return version !== undefined && version < (lowestVersion(answers, policy) ?? 0);
  },
};
