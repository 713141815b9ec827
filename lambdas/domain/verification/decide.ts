import type { AssuranceLevel } from '../../contracts/enrolment.ts';
import type { VerificationPolicy } from './policy.ts';
import { REASONS, type ReasonCode, type ReasonEffect } from './reasons.ts';
import { comparison } from './rules/comparison.ts';
import { documentProblems, pictures } from './rules/document.ts';
import { duplicates } from './rules/duplicates.ts';
import { oneFaceEach, portrait, samePersonAsPortrait } from './rules/faces.ts';
import { digitsSpoken, documentShown, framesIdentical, headMoved, onePerson } from './rules/liveness.ts';
import type { VerificationRule } from './rules/rule.ts';
import { zoneRead, zoneRepaired } from './rules/zone.ts';
import type { VerificationSignals } from './signals.ts';

const RULES: readonly VerificationRule[] = [
  pictures,
  zoneRead,
  zoneRepaired,
  documentProblems,
  comparison,
  portrait,
  oneFaceEach,
  samePersonAsPortrait,
  framesIdentical,
  onePerson,
  headMoved,
  documentShown,
  digitsSpoken,
  duplicates,
];

export interface DecisionReason {
  readonly code: ReasonCode;
  readonly severity: ReasonEffect;
  readonly evidence: Readonly<Record<string, string | number>>;
}

export type Outcome = 'approve' | 'reject' | 'retry' | 'review';

export interface Decision {
  readonly outcome: Outcome;
  /** What the signals alone suggest; equals the outcome unless a person has to decide. */
  readonly recommendation: Outcome;
  /** Level an approval gives: `low` when only machines looked. */
  readonly level: AssuranceLevel;
  /** Gravest first. */
  readonly reasons: readonly DecisionReason[];
}

const GRAVITY: Readonly<Record<ReasonEffect, number>> = { reject: 0, retry: 1, review: 2, note: 3 };

/** Every finding of the written policy, gravest first. */
export function findReasons(signals: VerificationSignals, policy: VerificationPolicy): DecisionReason[] {
  return RULES.flatMap((rule) => rule(signals, policy))
    .map(({ code, evidence, effect }) => ({ code, severity: effect ?? REASONS[code].effect, evidence }))
    .toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]);
}

/** What the gravest reason leads to. A retry the person has no attempt left for needs a person's eye. */
function recommend(reasons: readonly DecisionReason[], attemptsLeft: number): Outcome {
  const gravest = reasons[0]?.severity ?? 'note';
  if (gravest === 'note') return 'approve';
  return gravest === 'retry' && attemptsLeft <= 0 ? 'review' : gravest;
}

/**
 * At `substantial` a person decides (A9, PVID §1.8 of the reference), except that a submission whose only faults are
 * technical goes back to the citizen at once: there is nothing to decide on.
 */
function underLevel(
  recommendation: Outcome,
  level: AssuranceLevel,
  reasons: readonly DecisionReason[],
): Outcome {
  if (level === 'low') return recommendation;
  const onlyTechnical = reasons.every(({ severity }) => severity === 'retry' || severity === 'note');
  return recommendation === 'retry' && onlyTechnical ? 'retry' : 'review';
}

/**
 * Applies the written policy to the signals (A9). At `low` everything must agree for an approval; at `substantial`
 * the machine never approves and never rejects.
 */
export function decide(signals: VerificationSignals, policy: VerificationPolicy): Decision {
  const reasons = findReasons(signals, policy);
  const recommendation = recommend(reasons, signals.attemptsLeft);
  return {
    outcome: underLevel(recommendation, signals.level, reasons),
    recommendation,
    level: signals.level,
    reasons,
  };
}
