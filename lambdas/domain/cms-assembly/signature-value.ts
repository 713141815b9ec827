import type { SigningAlgorithm } from '../asn1/algorithm.ts';
import { toDerSignature } from '../asn1/ecdsa-signature.ts';
import { readSignerCertificate } from './signer-certificate.ts';

/**
 * The signature as CMS carries it: ECDSA as DER (RFC 5753 §7.2), RSA as it is. A signature-time-stamp stamps the digest of these bytes
 * (ETSI EN 319 122-1 §5.3).
 * @param signature as WebCrypto and KMS signers give it: r‖s, or RSA
 * @param certificate the signer's, DER
 */
export function signatureValue(signature: Uint8Array, certificate: Uint8Array): Uint8Array {
  return encodeSignature(signature, readSignerCertificate(certificate).algorithm);
}

const RAW_BYTES = { ES256: 64, ES384: 96, RS256: undefined } as const;

export function encodeSignature(signature: Uint8Array, algorithm: SigningAlgorithm): Uint8Array {
  const bytes = RAW_BYTES[algorithm];
  if (bytes === undefined) return signature;
  if (signature.length === bytes) return toDerSignature(signature);
  throw new Error(`A signature of ${algorithm} has ${bytes} bytes (r‖s), not ${signature.length}.`);
}
