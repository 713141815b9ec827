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
        signature: rawToDer(new Uint8Array(signature)),
      }),
    ),
  );
}

/** ECDSA signature r‖s (WebCrypto) → DER SEQUENCE of two INTEGERs (RFC 3279 §2.2.3). */
export function rawToDer(raw: Uint8Array): ArrayBuffer {
  const half = raw.length / 2;
  const integers = [raw.subarray(0, half), raw.subarray(half)].map(toInteger);
  const body = integers.flatMap((bytes) => [0x02, bytes.length, ...bytes]);
  return Uint8Array.from([0x30, body.length, ...body]).buffer;
}

function toInteger(bytes: Uint8Array): number[] {
  const first = bytes.findIndex((byte) => byte !== 0);
  const significant = [...bytes.subarray(first < 0 ? bytes.length - 1 : first)];
  return (significant[0] ?? 0) >= 0x80 ? [0, ...significant] : significant;
}
