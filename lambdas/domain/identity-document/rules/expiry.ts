import type { DocumentRule } from './rule.ts';

/** Past its last day; for an old French card the latest day it may have lasted. */
export const expired: DocumentRule = ({ expiryDate }, { today }) =>
  expiryDate !== null && expiryDate < today
    ? { code: 'document-expired', evidence: { expiryDate } }
    : undefined;

/** The old French card knows only its month: this month it may have ended or not, and the printed day decides. */
export const expiryUncertain: DocumentRule = ({ computedExpiry }, { today }) => {
  if (!computedExpiry || computedExpiry.earliest >= today || computedExpiry.latest < today) return undefined;
  const { earliest, latest } = computedExpiry;
  return { code: 'document-expiry-uncertain', evidence: { earliest, latest } };
};

/** A zone whose expiry date is blank. */
export const withoutExpiry: DocumentRule = ({ expiryDate }) =>
  expiryDate === null ? { code: 'document-without-expiry', evidence: {} } : undefined;
