/** Why a signature, or a certificate, is not confirmed (D6); each has its own sentence and advice. */
export const VERIFICATION_FAILURES = [
  'unreadable',
  'no-signature',
  'attached-expected',
  'detached-expected',
  'no-certificate',
  'unsupported-algorithm',
  'wrong-hash',
  'altered',
  'bad-signature',
  'bad-time-stamp',
  'untrusted-issuer',
  'expired',
  'not-yet-valid',
  'wrong-key-usage',
  'revoked',
  'suspended',
  'status-unknown',
] as const;
export type VerificationFailure = (typeof VERIFICATION_FAILURES)[number];

/** A certificate as the report shows it. */
export interface CertificateView {
  /** Lower-case hex. */
  readonly serial: string;
  /** By its policy, and only when its issuer is trusted; else `unknown`. */
  readonly kind: 'authentication' | 'signature' | 'corporate' | 'official-seal' | 'service' | 'unknown';
  /** RFC 4514 names. */
  readonly subject: string;
  readonly issuer: string;
  /** Who it is, in plain words: the person's name, the organisation's name, else the subject's common name. */
  readonly owner: string;
  /** Organisation of the issuer. */
  readonly issuedBy: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly keyAlgorithm: string;
  readonly keyUsage: readonly string[];
  /** The four attributes (name, sex, birthdate, address) of a SIGNATURE certificate. */
  readonly attributes?: {
    readonly name: string;
    readonly sex: string;
    readonly birthdate: string;
    readonly address: string;
  };
  /** Organisation number (corporate, official seal). */
  readonly organisationNumber?: string;
}

export interface SignerReport {
  readonly failures: readonly VerificationFailure[];
  /** For developers: one English sentence for each failure, in the same order. */
  readonly sentences: readonly string[];
  readonly certificate?: CertificateView;
  /** signingTime as claimed by the signer. */
  readonly claimedAt?: string;
  readonly timeStamp?: {
    readonly at: string;
    readonly serial: string;
    readonly policy: string;
    readonly authority: string;
  };
  /** The instant the signature was judged at: the time-stamp's, else now (D7). */
  readonly judgedAt: string;
  readonly revocation?: {
    readonly status: 'good' | 'revoked' | 'suspended' | 'unknown';
    readonly at?: string;
    readonly reason?: string;
  };
  readonly digestAlgorithm?: string;
  /** Lower-case hex of the signed content's digest. */
  readonly digest?: string;
}

/** The verdict on one file. `valid` only when it holds at least one signature and every one is confirmed. */
export interface VerificationReport {
  readonly valid: boolean;
  /** The verdict as one English sentence. */
  readonly sentence: string;
  /** The first failure of all signers, or of the file itself. */
  readonly failure?: VerificationFailure;
  readonly signers: readonly SignerReport[];
  readonly verifiedAt: string;
}
