import * as v from 'valibot';

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

/** Answer of `POST /api/verification/challenge`: find a `solution` so that SHA-256 of `<challenge>.<solution>` begins with `bits` zero bits. */
export interface VerificationChallenge {
  readonly challenge: string;
  readonly bits: number;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** Single use; the work is bound to the challenge. */
const proofOfWork = {
  challenge: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  solution: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/)),
};

/** The bytes of a file in base64 or base64url, or the text of a PEM file. */
const File = v.pipe(v.string(), v.nonEmpty());

/** `POST /api/verification` (D5): four modes. */
export const VerifySignatureRequest = v.variant('mode', [
  v.strictObject({ ...proofOfWork, mode: v.literal('certificate'), certificate: File }),
  v.strictObject({ ...proofOfWork, mode: v.literal('attached'), signature: File }),
  v.strictObject({
    ...proofOfWork,
    mode: v.literal('detached'),
    signature: File,
    /** The document, base64 or base64url; empty for an empty document. */
    content: v.pipe(v.string(), v.regex(/^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/)),
  }),
  v.strictObject({
    ...proofOfWork,
    mode: v.literal('hash'),
    signature: File,
    /** Hex in upper or lower case, or base64. */
    digest: v.pipe(v.string(), v.nonEmpty(), v.maxLength(512)),
    digestAlgorithm: v.picklist(['SHA-256', 'SHA-384', 'SHA-512']),
  }),
]);
export type VerifySignatureRequest = v.InferOutput<typeof VerifySignatureRequest>;

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

/** Answer of `POST /api/verification`. */
export interface VerificationAnswer extends VerificationReport {
  /** Whose trust the verdict is: only certificates under this origin's own root are known. */
  readonly verifiedBy: string;
}
