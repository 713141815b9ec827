import type { GeneralName, Name } from '@peculiar/asn1-x509';
import type { IssuingAuthority } from '../certificate/certificate-record.ts';
import type { CertificateProfile } from './profile.ts';

/** Everything a certificate says that its issuer does not. */
export interface CertificateContent {
  readonly profile: CertificateProfile;
  /** 20 bytes, hex, neither the first bit nor the whole first byte set to nothing: see `newSerial`. */
  readonly serial: string;
  readonly subject: Name;
  readonly alternativeNames?: readonly GeneralName[];
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  /** Whole seconds count. */
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** With a profile whose `crl` is `partition`. */
  readonly crlPartition?: number;
}

/** Who issues, and where it publishes. */
export interface Issuer {
  readonly name: 'root' | IssuingAuthority;
  readonly subject: Name;
  /** SubjectPublicKeyInfo, DER; absent when a certificate is self-signed. */
  readonly publicKey?: Uint8Array;
  /** `ISSUER`: public origin without a trailing slash. */
  readonly origin: string;
  /** The operator's arc of object identifiers. */
  readonly arc: string;
}
