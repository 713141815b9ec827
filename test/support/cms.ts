import { createHash } from 'node:crypto';
import { signedAttributes } from '../../lambdas/domain/cms-assembly/signed-attributes.ts';
import { assembleSignedData } from '../../lambdas/domain/cms-assembly/signed-data.ts';
import type { TestSigner } from './signer.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

export interface SigningKey {
  readonly signer: TestSigner;
  /** DER. */
  readonly certificate: Uint8Array;
}

/** A CAdES-B signature with its content attached, as the app makes it; base64. */
export async function signAttached(
  content: Uint8Array,
  { signer, certificate }: SigningKey,
  at: Date,
): Promise<string> {
  const attributes = signedAttributes({
    digest: sha256(content),
    digestAlgorithm: 'SHA-256',
    signingTime: at,
    certificate,
    certificateDigest: sha256(certificate),
  });
  const cms = assembleSignedData({
    content,
    signedAttributes: attributes,
    signature: await signer.sign(attributes),
    certificates: [certificate],
  });
  return Buffer.from(cms).toString('base64');
}
