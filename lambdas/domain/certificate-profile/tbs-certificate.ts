import { AsnConvert } from '@peculiar/asn1-schema';
import { Extensions, SubjectPublicKeyInfo, TBSCertificate, Validity, Version } from '@peculiar/asn1-x509';
import { type SigningAlgorithm, signatureAlgorithm } from '../asn1/algorithm.ts';
import { toArrayBuffer } from '../asn1/sign-der.ts';
import type { CertificateContent, Issuer } from './certificate-content.ts';
import { extensionsOf } from './extensions.ts';

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
