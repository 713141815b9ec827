import { isIsoDate } from '../../calendar/iso-date.ts';
import { isBirthDate } from '../../calendar/presumed-birth-date.ts';
import type { EligibilityAnswers, EligibilityPolicy } from '../eligibility-policy.ts';
import { extendedFrenchIdExpiry } from '../extended-french-id-expiry.ts';
import type { EligibilityRule } from './rule.ts';

function lastDay(answers: EligibilityAnswers, { issuingStates }: EligibilityPolicy): string | undefined {
  const { birthdate, documentType, documentExpiry } = answers;
  if (!documentExpiry || !isIsoDate(documentExpiry)) return undefined;
  const mayBeFrench = documentType === 'national-identity-card' && issuingStates.includes('FRA');
  if (!mayBeFrench || !isBirthDate(birthdate)) return documentExpiry;
  return extendedFrenchIdExpiry(documentExpiry, birthdate, answers.documentIssued);
}

/**
 * A document that is still good today. Old French cards are good five years longer than printed when they were
 * given to an adult (A1). Not answered is judged on the document itself.
 */
export const documentValidity: EligibilityRule = {
  code: 'document-expired',
  field: 'documentExpiry',
  next: ['other-document', 'counter'],
  broken: (answers, policy, today) => {
    const last = lastDay(answers, policy);
    return last !== undefined && last < today;
  },
};
