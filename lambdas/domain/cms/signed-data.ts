import type { Element } from '../ber/element.ts';
import type { AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { Name } from '../x509/name.ts';

/** A CMS SignedData (RFC 5652 §5.1), parsed and not judged. */
export interface SignedData {
  /** eContentType */
  readonly contentType: string;
  /** eContent's octets; undefined when the signature is detached. */
  readonly content?: Uint8Array;
  /** DER of each X.509 certificate in the file, as found; others kinds are left out. */
  readonly certificates: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
}

/** RFC 5652 §5.3. */
export interface SignerInfo {
  readonly identifier: SignerIdentifier;
  readonly digestAlgorithm: AlgorithmIdentifier;
  readonly signedAttributes?: SignedAttributes;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: readonly Attribute[];
}

export type SignerIdentifier =
  | { readonly issuer: Name; readonly serial: string }
  /** Hex. */
  | { readonly subjectKeyIdentifier: string };

export interface SignedAttributes {
  readonly attributes: readonly Attribute[];
  /** As the file has them, under their tag `[0]`. */
  readonly raw: Uint8Array;
  /** What is signed: the DER of a SET OF (§5.4). */
  readonly der: Uint8Array;
}

export interface Attribute {
  readonly type: string;
  readonly values: readonly Element[];
}

export const CONTENT_TYPES = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

export const ATTRIBUTES = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
} as const;
