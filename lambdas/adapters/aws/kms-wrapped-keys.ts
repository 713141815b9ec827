import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyPairWithoutPlaintextCommand } from '@aws-sdk/client-kms';
import type { JWK } from 'jose';
import { type Signer, thumbprint } from '../../domain/signer/signer.ts';
import type { KeyCustody } from '../../domain/signing-key/key-custody.ts';
import { kidOf, type SigningKey } from '../../domain/signing-key/signing-key.ts';
import type { TokenAlgorithm } from '../../domain/signing-key/token-signers.ts';
import { kms } from './kms.ts';
import { publicJwkOf } from './kms-signer.ts';

const PAIRS = { ES256: 'ECC_NIST_P256', RS256: 'RSA_2048' } as const satisfies Record<TokenAlgorithm, string>;

/** Binds a ciphertext to its place: the private half of one key cannot be passed off as another's. */
const contextOf = ({ algorithm, id }: Pick<SigningKey, 'algorithm' | 'id'>) => ({
  purpose: 'token-signing',
  algorithm,
  key: id,
});

/** Pairs that KMS generates and gives out with the private half encrypted under `token-keys`. */
export function kmsWrappedCustody(wrappingKey: string): KeyCustody {
  return {
    async make(reservation) {
      const { PublicKey, PrivateKeyCiphertextBlob } = await kms().send(
        new GenerateDataKeyPairWithoutPlaintextCommand({
          KeyId: wrappingKey,
          KeyPairSpec: PAIRS[reservation.algorithm],
          EncryptionContext: contextOf(reservation),
        }),
      );
      if (PublicKey === undefined || PrivateKeyCiphertextBlob === undefined)
        throw new Error('KMS gave no key pair.');
      return {
        publicJwk: publicJwkOf(PublicKey, reservation.algorithm),
        custody: { mode: 'wrapped', privateKey: Buffer.from(PrivateKeyCiphertextBlob).toString('base64') },
      };
    },
    // With its item the only copy goes; nothing can be destroyed beyond that.
    destroy: async () => {},
  };
}

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
      EncryptionContext: contextOf(key),
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
