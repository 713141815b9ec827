import type { EligibilityAnswers, EligibilityPolicy } from './eligibility-policy.ts';
import { documentKind, residencePermitYears } from './rules/document.ts';
import { documentValidity } from './rules/document-validity.ts';
import { birthDateGiven, legalAge } from './rules/legal-age.ts';
import { phoneVersion, smartphone } from './rules/phone.ts';
import { residence } from './rules/residence.ts';
import type { EligibilityRule, Ineligibility } from './rules/rule.ts';

const RULES: readonly EligibilityRule[] = [
  birthDateGiven,
  legalAge,
  residence,
  documentKind,
  residencePermitYears,
  documentValidity,
  smartphone,
  phoneVersion,
];

/**
 * Every reason for which a person cannot enrol with these answers (A1), each with where they can go; empty when
 * they may begin. What the gate was not told is judged later on the document.
 * @param today ISO date in the operator's time zone
 */
export function evaluateEligibility(
  answers: EligibilityAnswers,
  policy: EligibilityPolicy,
  today: string,
): Ineligibility[] {
  return RULES.filter((rule) => rule.broken(answers, policy, today)).map(({ code, field, next }) => ({
    code,
    field,
    next,
  }));
}
