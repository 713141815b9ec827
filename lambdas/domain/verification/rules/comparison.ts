import type { FieldComparison, Severity } from '../../document-comparison/comparison.ts';
import type { ReasonCode } from '../reasons.ts';
import type { Finding, VerificationRule } from './rule.ts';

const CODES: Readonly<Record<Exclude<Severity, 'none'>, ReasonCode>> = {
  major: 'data-contradicts',
  minor: 'data-incomplete',
};

function finding({ field, severity, verdict, form, mrz, printed }: FieldComparison): Finding[] {
  if (severity === 'none') return [];
  const values = { form, mrz, printed };
  const known = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return [{ code: CODES[severity], evidence: { field, verdict, ...Object.fromEntries(known) } }];
}

/** Every field that does not agree in all its places (A7). A zone that was compared with nothing proves nothing. */
export const comparison: VerificationRule = ({ comparison: fields, zone }) =>
  fields.length === 0 && zone.outcome === 'read'
    ? [{ code: 'data-incomplete', evidence: { field: 'all' } }]
    : fields.flatMap(finding);
