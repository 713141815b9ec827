import type { Account } from '../account/account.ts';
import type { CertificateRecord } from '../certificate/certificate-record.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { noSuchCertificate } from './own-certificate.ts';

/**
 * DER of a certificate; one that names a person is sealed under that person's key.
 * @throws Refusal not-found while it is being issued
 */
export async function certificateFile(
  certificate: CertificateRecord,
  account: Account,
  personalData: Pick<PersonalData, 'open'>,
): Promise<Uint8Array> {
  if (certificate.der !== undefined) return Buffer.from(certificate.der, 'base64');
  if (certificate.sealed === undefined || certificate.holder !== account.id) throw noSuchCertificate();
  const { der } = await personalData.open<{ readonly der: string }>(
    account.id,
    account.wrappedKey,
    certificate.sealed,
  );
  return Buffer.from(der, 'base64');
}

/** RFC 7468 §5: lines of 64 characters. */
export function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
