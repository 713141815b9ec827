import { createHash } from 'node:crypto';
import { signedAttributes } from '../../lambdas/domain/cms-assembly/signed-attributes.ts';
import { assembleSignedData } from '../../lambdas/domain/cms-assembly/signed-data.ts';
import type { TestSigner } from './signer.ts';

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

export interface SigningKey {
  readonly signer: Pick<TestSigner, 'sign'>;
  /** DER. */
  readonly certificate: Uint8Array;
}

/** Gives a time-stamp token for a signature (r‖s). */
type Stamp = (signature: Uint8Array, certificate: Uint8Array) => Promise<Uint8Array>;

/** A CAdES-B signature (with `stamp` CAdES-T) with its content attached, as the app makes it; base64. */
export async function signAttached(
  content: Uint8Array,
  { signer, certificate }: SigningKey,
  at: Date,
  stamp?: Stamp,
): Promise<string> {
  const attributes = signedAttributes({
    digest: sha256(content),
    digestAlgorithm: 'SHA-256',
    signingTime: at,
    certificate,
    certificateDigest: sha256(certificate),
  });
  const signature = await signer.sign(attributes);
  const cms = assembleSignedData({
    content,
    signedAttributes: attributes,
    signature,
    certificates: [certificate],
    ...(stamp && { timeStamp: await stamp(signature, certificate) }),
  });
  return Buffer.from(cms).toString('base64');
}
