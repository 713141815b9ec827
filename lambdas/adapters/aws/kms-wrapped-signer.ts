import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { DecryptCommand } from '@aws-sdk/client-kms';
import type { JWK } from 'jose';
import { toRawSignature } from '../../domain/asn1/ecdsa-signature.ts';
import { type Signer, thumbprint } from '../../domain/signer/signer.ts';
import { kidOf, type SigningKey } from '../../domain/signing-key/signing-key.ts';
import { wrappingContext } from '../../domain/signing-key/wrapping-context.ts';
import { kms } from './kms.ts';

const P256_BYTES = 32;

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
    sign: async (data) => inJoseForm(sign('sha256', data, await privateKey()), key.algorithm),
  };
}

/** r‖s for ES256 (RFC 7518 §3.4); made here because to ask Node for it doubles the price of a signature. */
function inJoseForm(signature: Uint8Array, algorithm: SigningKey['algorithm']): Uint8Array {
  const joseForm = algorithm === 'ES256' ? toRawSignature(signature, P256_BYTES) : signature;
  if (joseForm === undefined) throw new Error('Node gave a signature in another form.');
  return joseForm;
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
