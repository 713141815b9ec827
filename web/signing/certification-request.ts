import { CertificationRequest, CertificationRequestInfo } from '@peculiar/asn1-csr';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
} from '@peculiar/asn1-x509';
import { toDerSignature } from '../../lambdas/domain/asn1/ecdsa-signature.ts';

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';

/** A name the authority replaces by its own: a request must have one. */
const placeholder = (): Name =>
  new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({
        type: COMMON_NAME,
        value: new AttributeValue({ utf8String: 'Guichet' }),
      }),
    ]),
  ]);

/**
 * PKCS #10 (RFC 2986) for a P-256 key: asks for nothing but the key's certification, and proves possession of it.
 * @param sign ECDSA with SHA-256 as WebCrypto gives it (r‖s)
 */
export async function certificationRequest(
  publicKey: ArrayBuffer,
  sign: (data: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>,
): Promise<Uint8Array> {
  const info = new CertificationRequestInfo({
    subject: placeholder(),
    subjectPKInfo: AsnConvert.parse(publicKey, SubjectPublicKeyInfo),
  });
  const signature = await sign(new Uint8Array(AsnConvert.serialize(info)));
  return new Uint8Array(
    AsnConvert.serialize(
      new CertificationRequest({
        certificationRequestInfo: info,
        signatureAlgorithm: new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 }),
        signature: Uint8Array.from(toDerSignature(new Uint8Array(signature))).buffer,
      }),
    ),
  );
}
