import { addDays, addYears } from '../../calendar/iso-date.ts';
import type { DocumentRule } from './rule.ts';

/** A residence permit given for fewer years than asked (A1). */
export const permitTooShort: DocumentRule = ({ expiryDate }, { profile, issuedOn }) => {
  if (!profile.minimumValidityYears || expiryDate === null || issuedOn === undefined) return undefined;
  // Five years from the 6th end on the 5th.
  return addDays(expiryDate, 1) < addYears(issuedOn, profile.minimumValidityYears)
    ? { code: 'residence-permit-too-short', evidence: { issuedOn, expiryDate } }
    : undefined;
};

/** The zone has no day of issue: without the printed one only a long rest of validity proves the duration. */
export const permitDurationUnknown: DocumentRule = ({ expiryDate }, { profile, issuedOn, today }) => {
  if (!profile.minimumValidityYears || expiryDate === null || issuedOn !== undefined) return undefined;
  return addDays(expiryDate, 1) < addYears(today, profile.minimumValidityYears)
    ? { code: 'residence-permit-duration-unknown', evidence: { expiryDate } }
    : undefined;
};
