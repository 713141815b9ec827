import type { CertificateRecord } from '../certificate/certificate-record.ts';

/** Whether a certificate counts at an instant: issued, neither suspended nor revoked, within its validity. */
export function isLive(certificate: CertificateRecord | undefined, now: Date): boolean {
  if (certificate?.status !== 'good') return false;
  return (
    Date.parse(certificate.notBefore) <= now.getTime() && now.getTime() <= Date.parse(certificate.notAfter)
  );
}

/** Ended by revocation or by time; one that is suspended may still come back. */
export function isOver(certificate: CertificateRecord, now: Date): boolean {
  return certificate.status === 'revoked' || now.getTime() > Date.parse(certificate.notAfter);
}
