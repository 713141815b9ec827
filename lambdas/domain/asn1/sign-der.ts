import type { Signer } from '../signer/signer.ts';
import { toDerSignature } from './ecdsa-signature.ts';

/** Signature value as X.509, CRL, OCSP and CMS carry it: ECDSA as DER, RSA as it is. */
export async function signDer(
  signer: Pick<Signer, 'algorithm' | 'sign'>,
  data: Uint8Array,
): Promise<Uint8Array> {
  const signature = await signer.sign(data);
  return signer.algorithm.startsWith('ES') ? toDerSignature(signature) : signature;
}

/** A copy that ASN.1 classes take: their members are ArrayBuffers. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
