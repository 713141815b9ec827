import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import type { SigningAlgorithm } from '../asn1/algorithm.ts';
import { OID } from '../asn1/oids.ts';

/**
 * A certificate that can be embedded without changing a byte of it.
 * @param der DER
 * @throws Error when the ASN.1 classes would write it differently: its signature would no longer hold
 */
export function embeddable(der: Uint8Array): Certificate {
  const certificate = AsnConvert.parse(der, Certificate);
  const written = new Uint8Array(AsnConvert.serialize(certificate));
  if (written.length === der.length && written.every((byte, at) => byte === der[at])) return certificate;
  throw new Error('The certificate is not in the encoding that its authority signed (DER).');
}

/** The one algorithm that Guichet signs with by a key of this kind: P-256, P-384 or RSA (RFC 5753, RFC 5754). */
export function algorithmOf(certificate: Certificate): SigningAlgorithm {
  const { algorithm, subjectPublicKey } = certificate.tbsCertificate.subjectPublicKeyInfo;
  if (algorithm.algorithm === OID.rsaEncryption) return 'RS256';
  const uncompressedPoint = subjectPublicKey.byteLength;
  if (algorithm.algorithm === OID.ecPublicKey && uncompressedPoint === 65) return 'ES256';
  if (algorithm.algorithm === OID.ecPublicKey && uncompressedPoint === 97) return 'ES384';
  throw new Error(`Keys of the kind ${algorithm.algorithm} are not used for signatures here.`);
}
