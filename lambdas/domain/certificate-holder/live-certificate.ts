import type { CertificateRecord } from '../certificate/certificate-record.ts';
import { Refusal } from '../errors.ts';

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

/** @throws Refusal conflict `certificate-over` when revocation or time has ended it, or it is not issued yet */
export function requireUnended(certificate: CertificateRecord, now: Date): void {
  if (certificate.status !== 'issuing' && !isOver(certificate, now)) return;
  throw new Refusal('conflict', 'certificate-over', 'This certificate has ended already.', {
    next: ['apply-for-certificate'],
  });
}

/** @throws Refusal conflict `certificate-over`, `certificate-not-suspended` */
export function requireSuspended(certificate: CertificateRecord, now: Date): void {
  requireUnended(certificate, now);
  if (certificate.status === 'suspended') return;
  throw new Refusal('conflict', 'certificate-not-suspended', 'This certificate is not suspended.');
}
