import type { CertificateDetails, CertificateView } from '../../lambdas/contracts/certificates.ts';
import { calendarDate } from '../i18n/format.ts';
import { sentenceOf, t } from '../i18n/translate.ts';

export type Kind = CertificateView['kind'];

/** `Valid until …`, `Suspended since …`, in the language shown. */
export function statusSentence({ status, notAfter, endedAt }: CertificateView): string {
  const date = (iso: string | undefined): string => calendarDate((iso ?? '').slice(0, 10));
  if (status === 'good') return t('certificates.status-good', { date: date(notAfter) });
  if (status === 'expired') return t('certificates.status-expired', { date: date(notAfter) });
  if (status === 'suspended') return t('certificates.status-suspended', { date: date(endedAt) });
  if (status === 'revoked') return t('certificates.status-revoked', { date: date(endedAt) });
  return t('certificates.status-issuing');
}

export const reasonSentence = (reason: string | undefined): string | undefined =>
  reason === undefined ? undefined : sentenceOf(`certificates.reason-${reason}`);

/** Serial number in groups of four digits. */
export const grouped = (serial: string): string => serial.match(/.{1,4}/g)?.join(' ') ?? serial;

export const pathOf = (serial: string): string => `/api/certificates/${encodeURIComponent(serial)}`;

export type Details = CertificateDetails;

/** Page of the application for a kind. */
export const applyPath = (kind: Kind, organisation?: string): string =>
  `/app/certificates/apply/${kind}${organisation ? `?organisation=${encodeURIComponent(organisation)}` : ''}`;
