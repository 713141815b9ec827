import type { VerificationRule } from './rule.ts';

/** Pictures that nobody can read, or none at all. */
export const pictures: VerificationRule = ({ pictures: sides }) => {
  if (sides.length === 0)
    return [{ code: 'picture-unreadable', evidence: { side: 'all', reason: 'missing' } }];
  return sides
    .filter(({ legible }) => !legible)
    .map(({ side, reason = 'illegible' }) => ({ code: 'picture-unreadable', evidence: { side, reason } }));
};

/** The document's own problems, each a reason of the same name. */
export const documentProblems: VerificationRule = ({ document }) =>
  document.map(({ code, evidence }) => ({ code, evidence }));
