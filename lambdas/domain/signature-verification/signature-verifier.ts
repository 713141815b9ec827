import type { VerificationReport } from './verification-report.ts';

export type Verifiable =
  | { readonly mode: 'attached'; readonly signature: Uint8Array }
  | { readonly mode: 'detached'; readonly signature: Uint8Array; readonly content: Uint8Array }
  | {
      readonly mode: 'hash';
      readonly signature: Uint8Array;
      readonly digest: Uint8Array;
      readonly digestAlgorithm: 'SHA-256' | 'SHA-384' | 'SHA-512';
    }
  | { readonly mode: 'certificate'; readonly certificate: Uint8Array };

export interface Verified {
  readonly report: VerificationReport;
  /** The attached content, when the mode is `attached` and the file could be read. */
  readonly content?: Uint8Array;
  /** DER of the first signer's certificate. */
  readonly signerCertificate?: Uint8Array;
}

/** Verifies against a deployment's own trust (D5–D7). Never throws for what a file holds: the report says what is wrong. */
export interface SignatureVerifier {
  verify(what: Verifiable, now: Date): Promise<Verified>;
}
