import type { PathResult } from '../certificate-path/path-request.ts';
import type { SignedData, SignerInfo } from '../cms/signed-data.ts';
import type { DigestAlgorithm } from '../signature-algorithm/digest-algorithm.ts';
import type { SignatureScheme } from '../signature-algorithm/signature-scheme.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { VerificationFailure } from './verification-report.ts';

/** What was signed, as far as the verifier has it. */
export type Document =
  | { readonly content: Uint8Array }
  | { readonly digest: Uint8Array; readonly digestAlgorithm: DigestAlgorithm };

/** A time-stamp over the signature: what it says, or why it does not count. */
export type TimeStampVerdict =
  | {
      readonly at: Date;
      readonly serial: string;
      readonly policy: string;
      /** Owner of the authority's certificate. */
      readonly authority: string;
    }
  | { readonly sentence: string };

/** What is known of a certificate; gathered before the first rule is asked. */
export interface CertificateFacts {
  /** Undefined: the file does not hold the signer's certificate. */
  readonly certificate?: Certificate;
  readonly path?: PathResult;
  readonly judgedAt: Date;
}

/** What is known of one signature and its document. */
export interface SignerFacts extends CertificateFacts {
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  readonly document: Document;
  /** Undefined: not supported. */
  readonly digestAlgorithm?: DigestAlgorithm;
  readonly scheme?: SignatureScheme;
  /** The document's digest by the signer's algorithm; undefined when only another one's digest is known. */
  readonly digest?: Uint8Array;
  /** The signed attribute. */
  readonly messageDigest?: Uint8Array;
  /** Undefined when it could not be computed. */
  readonly isSignatureRight?: boolean;
  /** Undefined: there is none. */
  readonly timeStamp?: TimeStampVerdict;
}

/** One rule: what is wrong, as an English sentence, or nothing. */
export interface Rule<Facts> {
  readonly failure: VerificationFailure;
  readonly broken: (facts: Facts) => string | undefined;
}

export type CertificateRule = Rule<CertificateFacts>;
export type SignerRule = Rule<SignerFacts>;
