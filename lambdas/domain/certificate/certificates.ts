import type { CertificateRecord, RevocationReason } from './certificate-record.ts';

/** Certificates as those who show and end them need them (issuing has its own store, `issuances.ts`). */
export interface Certificates {
  find(serial: string): Promise<CertificateRecord | undefined>;
  /** All certificates of an account or `organisation:<id>`, newest first, those still `issuing` included. */
  of(holder: string): Promise<readonly CertificateRecord[]>;
  /**
   * Ends a good or suspended certificate and enters it in its CRL partition, in one transaction. False, and nothing changes, when it
   * has already ended. `certificateHold` suspends.
   */
  end(request: {
    readonly certificate: CertificateRecord;
    readonly reason: RevocationReason;
    readonly at: Date;
    /** With `certificateHold`: who suspends; the counter, when left out. */
    readonly suspendedBy?: 'holder' | 'counter';
  }): Promise<boolean>;
  /** Lifts a suspension; false when the certificate is not suspended (any more). */
  lift(certificate: CertificateRecord, at: Date): Promise<boolean>;
}
