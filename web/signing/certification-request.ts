import { toDerSignature } from '../../lambdas/domain/asn1/ecdsa-signature.ts';
import { derValue, TAG } from '../../lambdas/domain/cms-assembly/der-value.ts';
import {
  objectIdentifier,
  signatureAlgorithm,
  smallInteger,
} from '../../lambdas/domain/cms-assembly/encoding.ts';

const COMMON_NAME = '2.5.4.3';
const [BIT_STRING, UTF8_STRING] = [0x03, 0x0c];

/** A name the authority replaces by its own: a request must have one. */
function placeholder(): Uint8Array {
  const text = derValue(UTF8_STRING, new TextEncoder().encode('Guichet'));
  const attribute = derValue(TAG.sequence, objectIdentifier(COMMON_NAME), text);
  return derValue(TAG.sequence, derValue(TAG.set, attribute));
}

/**
 * PKCS #10 (RFC 2986 §4) for a P-256 key: asks for nothing but the key's certification, and proves possession of it.
 * @param publicKey SubjectPublicKeyInfo, DER
 * @param sign ECDSA with SHA-256 as WebCrypto gives it (r‖s)
 */
export async function certificationRequest(
  publicKey: ArrayBuffer,
  sign: (data: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>,
): Promise<Uint8Array> {
  const noAttributes = derValue(TAG.context(0));
  const info = derValue(
    TAG.sequence,
    smallInteger(0),
    placeholder(),
    new Uint8Array(publicKey),
    noAttributes,
  );
  const signature = toDerSignature(new Uint8Array(await sign(new Uint8Array(info))));
  const bits = derValue(BIT_STRING, Uint8Array.of(0), signature);
  return derValue(TAG.sequence, info, signatureAlgorithm('ES256'), bits);
}
