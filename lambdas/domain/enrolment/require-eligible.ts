import type { EligibilitySettings } from '../../contracts/settings.ts';
import { ANY_PHONE, type EligibilityAnswers } from '../eligibility/eligibility-policy.ts';
import { evaluateEligibility } from '../eligibility/evaluate-eligibility.ts';
import { Refusal } from '../errors.ts';

/**
 * The gate (A1).
 * @throws Refusal unprocessable with the first reason's code, every reason by field, and the routes that are left
 */
export function requireEligible(
  answers: EligibilityAnswers,
  settings: EligibilitySettings,
  today: string,
): void {
  const reasons = evaluateEligibility(answers, { phoneSystems: ANY_PHONE, ...settings }, today);
  const [first] = reasons;
  if (first === undefined) return;
  const next = [...new Set(reasons.flatMap((reason) => reason.next))];
  throw new Refusal(
    'unprocessable',
    first.code,
    'You cannot create an identity online with these answers. See what is possible instead.',
    { fields: reasons.map(({ field, code }) => ({ field, code })), next },
  );
}
