import type { VerificationRule } from './rule.ts';

/** The same person, or the same document, elsewhere among the enrolments and accounts (A9). */
export const duplicates: VerificationRule = ({ duplicates: { person, document } }) => [
  ...person.map((reference) => ({ code: 'duplicate-person' as const, evidence: { reference } })),
  ...document.map((reference) => ({ code: 'document-already-used' as const, evidence: { reference } })),
];
