import type { RevocationEntry } from '../certificate/certificate-record.ts';

/** Who ended or suspended what: what the CRLs are made of. Entries are written with the certificate's end (`Certificates.end`). */
export interface Revocations {
  /** Every entry of a partition (`<authority>/<number>`) that was written before the call began. */
  ofPartition(partition: string): Promise<readonly RevocationEntry[]>;
}
