import { createPublicKey, verify } from 'node:crypto';
import { signDer } from '../asn1/sign-der.ts';
import { signedSequence } from '../asn1/write-der.ts';
import type { Signer } from '../signer/signer.ts';
import type { CertificateContent, Issuer } from './certificate-content.ts';
import { toTbsCertificate } from './tbs-certificate.ts';

/**
 * Signs a certificate with the issuer's key and checks it with the key that its readers will check it with, so that nothing is
 * ever published that does not verify.
 * @returns DER
 * @throws Error when the signer holds another key than the issuer's certificate names
 */
export async function issueCertificate(
  content: CertificateContent,
  issuer: Issuer,
  signer: Pick<Signer, 'algorithm' | 'sign'>,
): Promise<Uint8Array> {
  const toBeSigned = toTbsCertificate(content, issuer, signer.algorithm);
  const signature = await signDer(signer, toBeSigned);
  requireOwnSignature(toBeSigned, signature, issuer.publicKey ?? content.publicKey, signer.algorithm);
  return signedSequence(toBeSigned, signer.algorithm, signature);
}

function requireOwnSignature(
  data: Uint8Array,
  signature: Uint8Array,
  spki: Uint8Array,
  algorithm: string,
): void {
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  if (!verify(algorithm === 'ES384' ? 'sha384' : 'sha256', data, key, signature)) {
    throw new Error(
      'The signature does not verify with the key of the issuer’s certificate: is the key in KMS another one?',
    );
  }
}
