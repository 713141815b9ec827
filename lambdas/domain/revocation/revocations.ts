import type { RevocationEntry } from '../certificate/certificate-record.ts';

/** As much of an entry as a CRL says: whose certificate it is stays where it is. */
export type Revocation = Pick<RevocationEntry, 'serial' | 'reason' | 'revokedAt'>;

/** What ended or was suspended: what the CRLs are made of. Entries are written with the certificate's end (`Certificates.end`). */
export interface Revocations {
  /** Every entry of a partition (`<authority>/<number>`) that was written before the call began. */
  ofPartition(partition: string): Promise<readonly Revocation[]>;
}
