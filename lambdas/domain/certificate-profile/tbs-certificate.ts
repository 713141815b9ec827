import { AsnConvert } from '@peculiar/asn1-schema';
import {
  Extensions,
  type GeneralName,
  type Name,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { type SigningAlgorithm, signatureAlgorithm } from '../asn1/algorithm.ts';
import { toArrayBuffer } from '../asn1/sign-der.ts';
import type { IssuingAuthority } from '../certificate/certificate-record.ts';
import { extensionsOf } from './extensions.ts';
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

/** DER of the part that is signed (RFC 5280 §4.1.2). Time is the library's: UTCTime until 2049, GeneralizedTime from 2050. */
export function toTbsCertificate(
  content: CertificateContent,
  issuer: Issuer,
  algorithm: SigningAlgorithm,
): Uint8Array {
  if (!/^([1-7][0-9a-f]|0[1-9a-f])[0-9a-f]{38}$/.test(content.serial)) {
    throw new Error('A serial number has 20 bytes and begins with a byte from 01 to 7f.');
  }
  const certificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: toArrayBuffer(Buffer.from(content.serial, 'hex')),
    signature: signatureAlgorithm(algorithm),
    issuer: issuer.subject,
    validity: new Validity({ notBefore: content.notBefore, notAfter: content.notAfter }),
    subject: content.subject,
    subjectPublicKeyInfo: AsnConvert.parse(content.publicKey, SubjectPublicKeyInfo),
    extensions: new Extensions(extensionsOf(content, issuer)),
  });
  return new Uint8Array(AsnConvert.serialize(certificate));
}
