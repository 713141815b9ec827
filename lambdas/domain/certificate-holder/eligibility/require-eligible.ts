import type { Refusal } from '../../errors.ts';
import { keyNotCompromised, noneInUse, noneSuspended, phoneBound, storagePossible } from './holdings.ts';
import { kindFitsOrganisation, organisationNamed, represented } from './organisation.ts';
import { addressKnown, documentGood, nothingChanging, oldEnough, proved } from './person.ts';
import type { Candidate, EligibilityRule } from './rule.ts';

const RULES: readonly EligibilityRule[] = [
  organisationNamed,
  represented,
  kindFitsOrganisation,
  storagePossible,
  phoneBound,
  keyNotCompromised,
  proved,
  oldEnough,
  addressKnown,
  documentGood,
  nothingChanging,
  noneSuspended,
  noneInUse,
];

/** The first rule that stands against an application (C8, C9); undefined when none does. */
export function obstacleTo(candidate: Candidate): Refusal | undefined {
  for (const rule of RULES) {
    const refusal = rule(candidate);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** @throws Refusal with the code of the first rule that is broken */
export function requireEligible(candidate: Candidate): void {
  const obstacle = obstacleTo(candidate);
  if (obstacle !== undefined) throw obstacle;
}
