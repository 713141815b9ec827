import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { DecryptCommand } from '@aws-sdk/client-kms';
import type { JWK } from 'jose';
import { type Signer, thumbprint } from '../../domain/signer/signer.ts';
import { kidOf, type SigningKey } from '../../domain/signing-key/signing-key.ts';
import { wrappingContext } from '../../domain/signing-key/wrapping-context.ts';
import { kms } from './kms.ts';

/** A wrapped key as a `Signer`: one `Decrypt` at the first signature of this instance, none after it. */
export function wrappedSigner(wrappingKey: string, key: SigningKey): Signer {
  let opened: Promise<KeyObject> | undefined;
  const privateKey = (): Promise<KeyObject> => {
    opened ??= openPrivateKey(wrappingKey, key).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    algorithm: key.algorithm,
    keyId: async () => kidOf(key),
    publicJwk: async () => key.publicJwk,
    sign: async (data) => sign('sha256', data, { key: await privateKey(), dsaEncoding: 'ieee-p1363' }),
  };
}

async function openPrivateKey(wrappingKey: string, key: SigningKey): Promise<KeyObject> {
  if (key.custody.mode !== 'wrapped') throw new Error(`Key ${kidOf(key)} is not a wrapped one.`);
  const { Plaintext } = await kms().send(
    new DecryptCommand({
      KeyId: wrappingKey,
      CiphertextBlob: Buffer.from(key.custody.privateKey, 'base64'),
      EncryptionContext: wrappingContext(key),
    }),
  );
  if (Plaintext === undefined) throw new Error('KMS gave no private key.');
  const bytes = Buffer.from(Plaintext);
  const opened = createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
  bytes.fill(0);
  Plaintext.fill(0);
  if (thumbprint(createPublicKey(opened).export({ format: 'jwk' }) as JWK) !== kidOf(key))
    throw new Error(`The private half kept for key ${kidOf(key)} belongs to another key.`);
  return opened;
}
