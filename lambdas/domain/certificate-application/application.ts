import type { CertificateKind, Storage } from '../certificate/certificate-record.ts';

/** A person's wish for a certificate (C9): applied for, confirmed by PIN, then used up by one certificate. */
export interface CertificateApplication {
  readonly id: string;
  readonly accountId: string;
  readonly kind: CertificateKind;
  readonly storage: Storage;
  /** For `corporate` and `official-seal`: the organisation that the person represents. */
  readonly organisationId?: string;
  /** `issued` from the moment the serial number is taken: an interrupted issuance is finished under the same application. */
  readonly status: 'to-confirm' | 'confirmed' | 'issued';
  /** Serial of the certificate, once `issued`. */
  readonly certificate?: string;
  /** ISO 8601 instants. */
  readonly createdAt: string;
  readonly confirmedAt?: string;
  /** Epoch seconds: how long a certificate can be had for it. */
  readonly expiresAt: number;
  /** Counts changes, from 1. */
  readonly version: number;
}
