import type { StartEnrolmentRequest } from '../../lambdas/contracts/enrolment.ts';
import { language } from '../i18n/translate.ts';

/** What the person answers at the eligibility gate (A1), as typed. */
export interface EligibilityEntries {
  readonly level: 'low' | 'substantial';
  readonly birthdate: string;
  readonly countryOfResidence: string;
  readonly documentType: '' | StartEnrolmentRequest['documentType'];
  readonly documentExpiry: string;
  readonly residencePermitYears: string;
  readonly phoneSystem: '' | StartEnrolmentRequest['phoneSystem'];
  readonly acceptsTerms: boolean;
}

export const EMPTY_ELIGIBILITY: EligibilityEntries = {
  level: 'substantial',
  birthdate: '',
  countryOfResidence: 'FR',
  documentType: '',
  documentExpiry: '',
  residencePermitYears: '',
  phoneSystem: '',
  acceptsTerms: false,
};

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Answers that are missing or not possible, before the server is asked. */
export function missingAnswers(entries: EligibilityEntries): { field: string; code: string }[] {
  const missing: { field: string; code: string }[] = [];
  const require = (field: keyof EligibilityEntries, ok: boolean, code: string): void => {
    if (!ok) missing.push({ field, code });
  };
  require('birthdate', isDate(entries.birthdate), 'date');
  require('documentType', entries.documentType !== '', 'choose');
  const needsExpiry = entries.documentType !== '' && entries.documentType !== 'other';
  require('documentExpiry', !needsExpiry || isDate(entries.documentExpiry), 'date');
  const needsYears = entries.documentType === 'residence-permit';
  require('residencePermitYears', !needsYears || /^\d{1,2}$/.test(entries.residencePermitYears), 'number');
  require('phoneSystem', entries.phoneSystem !== '', 'choose');
  require('acceptsTerms', entries.acceptsTerms, 'tick');
  return missing;
}

/** The request of complete answers. */
export function startRequest(entries: EligibilityEntries): StartEnrolmentRequest | undefined {
  const { documentType, phoneSystem } = entries;
  if (documentType === '' || phoneSystem === '' || !entries.acceptsTerms) return undefined;
  return {
    level: entries.level,
    language: language.value,
    birthdate: entries.birthdate,
    countryOfResidence: entries.countryOfResidence,
    documentType,
    phoneSystem,
    acceptsTerms: true,
    ...(isDate(entries.documentExpiry) && { documentExpiry: entries.documentExpiry }),
    ...(documentType === 'residence-permit' && {
      residencePermitYears: Number(entries.residencePermitYears),
    }),
  };
}
