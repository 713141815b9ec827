import type { CertificateRecord } from './certificate-record.ts';

export interface ExpiringCertificates {
  /** All certificates whose `expiresOn` is that day, whatever their status, a page at a time. */
  expiringOn(day: string): AsyncIterable<readonly CertificateRecord[]>;
}
