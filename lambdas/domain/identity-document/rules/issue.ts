import { addYears } from '../../calendar/iso-date.ts';
import type { DocumentRule } from './rule.ts';

/** Issued after today, by the zone's month or by the printed day. */
export const notYetIssued: DocumentRule = ({ issueMonth }, { today, issuedOn }) => {
  const issued = issuedOn ?? issueMonth;
  return issued !== undefined && issued > today.slice(0, issued.length)
    ? { code: 'document-not-yet-issued', evidence: { issued } }
    : undefined;
};

/** Good for longer than any such document is given for: a sign of tampering or misreading. */
export const validityImplausible: DocumentRule = ({ expiryDate }, { today, profile }) =>
  expiryDate !== null && expiryDate > addYears(today, profile.maximumValidityYears)
    ? { code: 'document-validity-implausible', evidence: { expiryDate } }
    : undefined;
