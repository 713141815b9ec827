import type { CertificateRecord } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import type { Device } from '../device/device.ts';
import { Refusal } from '../errors.ts';
import { deviceCertificate } from './device-certificate.ts';

/**
 * The good AUTHENTICATION certificate of a phone's key, or which one is missing and what to do.
 * @throws Refusal forbidden `authentication-certificate-none`, `-suspended`, `-revoked`, `-expired`
 */
export async function requireDeviceCertificate(
  device: Device,
  certificates: Pick<Certificates, 'of' | 'find'>,
  now: Date,
): Promise<CertificateRecord> {
  const found = await deviceCertificate(device, certificates, now);
  if (found.state === 'good') return found.certificate;
  throw REFUSALS[found.state]();
}

const REFUSALS = {
  none: () =>
    new Refusal(
      'forbidden',
      'authentication-certificate-none',
      'This service asks for your AUTHENTICATION certificate, and this phone has none. Apply for one, then approve.',
      { next: ['apply-for-certificate'] },
    ),
  suspended: () =>
    new Refusal(
      'forbidden',
      'authentication-certificate-suspended',
      'The AUTHENTICATION certificate of this phone is suspended. Lift the suspension, or go to the counter.',
      { next: ['apply-for-certificate', 'counter'] },
    ),
  revoked: () =>
    new Refusal(
      'forbidden',
      'authentication-certificate-revoked',
      'The AUTHENTICATION certificate of this phone was revoked. Apply for a new one, then approve.',
      { next: ['apply-for-certificate'] },
    ),
  expired: () =>
    new Refusal(
      'forbidden',
      'authentication-certificate-expired',
      'The AUTHENTICATION certificate of this phone has expired. Renew it, then approve.',
      { next: ['apply-for-certificate'] },
    ),
} as const;
