import type { MrzReading } from '../mrz/reading.ts';
import { permitDurationUnknown, permitTooShort } from './rules/duration.ts';
import { expired, expiryUncertain, withoutExpiry } from './rules/expiry.ts';
import { ageUncertain, underAge } from './rules/holder-age.ts';
import { notYetIssued, validityImplausible } from './rules/issue.ts';
import type { DocumentContext, DocumentProblem, DocumentRule } from './rules/rule.ts';
import { issuingState, ofAnotherType } from './rules/type.ts';

const RULES: readonly DocumentRule[] = [
  ofAnotherType,
  issuingState,
  expired,
  expiryUncertain,
  withoutExpiry,
  notYetIssued,
  validityImplausible,
  permitTooShort,
  permitDurationUnknown,
  underAge,
  ageUncertain,
];

/** Everything that speaks against a document whose zone was read (A1, A7); empty when nothing does. */
export function validateDocument(reading: MrzReading, context: DocumentContext): DocumentProblem[] {
  return RULES.map((rule) => rule(reading, context)).filter((problem) => problem !== undefined);
}
