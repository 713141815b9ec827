import type { Correction } from '../../mrz/correction.ts';
import { MANY_CORRECTIONS } from '../policy.ts';
import type { VerificationSignals } from '../signals.ts';
import type { VerificationRule } from './rule.ts';

function notRead({ zone }: VerificationSignals): ReturnType<VerificationRule> {
  if (zone.outcome === 'absent') return [{ code: 'zone-absent', evidence: {} }];
  if (zone.outcome === 'read') return [];
  return [
    { code: 'zone-unreadable', evidence: { problems: zone.problems.map(({ code }) => code).join(' ') } },
  ];
}

export const zoneRead: VerificationRule = (signals) => notRead(signals);

/** Fillers carry no data; a changed letter or digit does. */
function changesData({ why }: Correction): boolean {
  return why === 'look-alike-by-field-type' || why === 'look-alike-by-check-digit';
}

function numberIsPrinted({ comparison }: VerificationSignals): boolean {
  return comparison.find(({ field }) => field === 'document_number')?.verdict === 'agrees';
}

/**
 * A repair that a check digit suggested is proved only by the print: one check digit passes by chance every tenth
 * time. Many repairs of any kind are a sign of tampering or of a bad picture.
 */
export const zoneRepaired: VerificationRule = (signals) => {
  if (signals.zone.outcome !== 'read') return [];
  const changed = signals.zone.corrections.filter(changesData);
  const unproved =
    changed.some(({ why }) => why === 'look-alike-by-check-digit') && !numberIsPrinted(signals);
  if (!unproved && changed.length < MANY_CORRECTIONS) return [];
  const what = changed.map(({ line, position, from, to }) => `${line}:${position} ${from}→${to}`).join(', ');
  return [{ code: 'zone-repaired', evidence: { corrections: what } }];
};
