import type { CertificateRecord } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import { Refusal } from '../errors.ts';

/** Any certificate, for the counter. @throws Refusal not-found `no-such-certificate` */
export async function requireCertificate(
  serial: string,
  certificates: Pick<Certificates, 'find'>,
): Promise<CertificateRecord> {
  const certificate = await certificates.find(serial);
  if (certificate !== undefined) return certificate;
  throw new Refusal('not-found', 'no-such-certificate', 'There is no certificate with this serial number.');
}
