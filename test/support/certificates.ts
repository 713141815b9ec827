import { randomBytes } from 'node:crypto';
import type { CertificateRecord } from '../../lambdas/domain/certificate/certificate-record.ts';
import { newSerial } from '../../lambdas/domain/certificate/serial.ts';
import type { CertificateApplication } from '../../lambdas/domain/certificate-application/application.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';

/** A certificate record, good unless told otherwise. */
export function certificateRecord(changes: Partial<CertificateRecord> = {}): CertificateRecord {
  const id = changes.id ?? newSerial(randomness);
  return {
    id,
    crlPartition: Number.parseInt(id.slice(0, 2), 16) % 16,
    applicationId: `application-${id.slice(0, 8)}`,
    authority: 'authentication',
    kind: 'authentication',
    holder: 'account-1',
    applicant: 'account-1',
    status: 'good',
    storage: 'file',
    keyId: `key-${id}`,
    issuedAt: '2026-05-01T10:00:00.000Z',
    notBefore: '2026-05-01T10:00:00.000Z',
    notAfter: '2031-05-10T21:59:59.000Z',
    expiresOn: '2031-05-10',
    version: 1,
    ...changes,
  };
}

export function certificateApplication(
  changes: Partial<CertificateApplication> = {},
): CertificateApplication {
  return {
    id: `application-${randomBytes(6).toString('hex')}`,
    accountId: 'account-1',
    kind: 'authentication',
    storage: 'file',
    status: 'confirmed',
    createdAt: '2026-05-01T09:00:00.000Z',
    confirmedAt: '2026-05-01T09:01:00.000Z',
    expiresAt: 4_000_000_000,
    version: 2,
    ...changes,
  };
}
