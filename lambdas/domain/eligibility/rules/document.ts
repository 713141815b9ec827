import type { EligibilityRule } from './rule.ts';

/** One of the accepted documents (A1). */
export const documentKind: EligibilityRule = {
  code: 'document-not-accepted',
  field: 'documentType',
  next: ['other-document', 'counter'],
  broken: ({ documentType }, { documentTypes }) => !documentTypes.some((type) => type === documentType),
};

/** A residence permit given for fewer years than asked (A1). Not answered is judged on the document. */
export const residencePermitYears: EligibilityRule = {
  code: 'residence-permit-too-short',
  field: 'residencePermitYears',
  next: ['other-document', 'counter'],
  broken: ({ documentType, residencePermitYears: years }, { residencePermitMinimumYears }) =>
    documentType === 'residence-permit' && years !== undefined && years < residencePermitMinimumYears,
};
