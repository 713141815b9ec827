import type { CertificateView } from '../../contracts/certificates.ts';
import type { CertificateSettings } from '../../contracts/settings.ts';
import { addMonths } from '../calendar/iso-date.ts';
import { dayIn } from '../calendar/today.ts';
import type { CertificateRecord } from '../certificate/certificate-record.ts';
import { isLive } from './live-certificate.ts';

type RenewalSettings = Pick<CertificateSettings, 'timeZone' | 'renewalMonths'>;

/** Whether a good certificate is in its last months, in which a new one may be had before it ends (C8). */
export function isRenewable(certificate: CertificateRecord, now: Date, settings: RenewalSettings): boolean {
  const from = addMonths(certificate.expiresOn, -settings.renewalMonths);
  return isLive(certificate, now) && dayIn(settings.timeZone, now) >= from;
}

/** What the holder, or the counter, is shown; names nobody. */
export function toCertificateView(
  certificate: CertificateRecord,
  now: Date,
  settings: RenewalSettings,
): CertificateView {
  const { holder, reason, endedAt, suspendedBy } = certificate;
  return {
    serial: certificate.id,
    kind: certificate.kind,
    status: certificate.status === 'good' && !isLive(certificate, now) ? 'expired' : certificate.status,
    storage: certificate.storage,
    keyId: certificate.keyId,
    ...(holder.startsWith('organisation:') && { organisation: holder.slice('organisation:'.length) }),
    issuedAt: certificate.issuedAt,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    renewable: isRenewable(certificate, now, settings),
    ...(reason !== undefined && { reason }),
    ...(endedAt !== undefined && { endedAt }),
    ...(suspendedBy !== undefined && { suspendedBy }),
  };
}
