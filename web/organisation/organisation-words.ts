import type { AuthorityCode } from '../../lambdas/contracts/organisations.ts';
import { calendarDate } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';

const CODES: Record<AuthorityCode, true> = {
  'employment-certificate': true,
  'sign-contracts': true,
  'financial-documents': true,
  'hr-requests': true,
  'official-answers': true,
};
/** Everything a person can be given authority for. */
export const AUTHORITIES = Object.keys(CODES) as AuthorityCode[];

export const authorityName = (code: AuthorityCode): string => t(`authority.${code}`);
export const authorityNames = (codes: readonly AuthorityCode[]): string =>
  codes.map(authorityName).join(', ');

/** `356000000` → `356 000 000`, with spaces that do not break. */
export const groupedNumber = (number: string): string => number.replace(/(\d{3})(?=\d)/g, '$1\u00a0');

/** The calendar day of an instant where the person is. */
export const dayOf = (iso: string): string => {
  const at = new Date(iso);
  const pad = (n: number): string => String(n).padStart(2, '0');
  return calendarDate(`${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`);
};

export const periodOf = ({ notBefore, notAfter }: { notBefore: string; notAfter: string }): string =>
  t('attribute-request.period-value', { from: dayOf(notBefore), until: dayOf(notAfter) });
