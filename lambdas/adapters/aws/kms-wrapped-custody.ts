import { GenerateDataKeyPairWithoutPlaintextCommand } from '@aws-sdk/client-kms';
import type { KeyCustody } from '../../domain/signing-key/key-custody.ts';
import type { TokenAlgorithm } from '../../domain/signing-key/token-signers.ts';
import { wrappingContext } from '../../domain/signing-key/wrapping-context.ts';
import { kms } from './kms.ts';
import { publicJwkOf } from './kms-signer.ts';

const PAIRS = { ES256: 'ECC_NIST_P256', RS256: 'RSA_2048' } as const satisfies Record<TokenAlgorithm, string>;

/** Pairs that KMS generates and gives out with the private half encrypted under `token-keys`. */
export function kmsWrappedCustody(wrappingKey: string): KeyCustody {
  return {
    async make(reservation) {
      const { PublicKey, PrivateKeyCiphertextBlob } = await kms().send(
        new GenerateDataKeyPairWithoutPlaintextCommand({
          KeyId: wrappingKey,
          KeyPairSpec: PAIRS[reservation.algorithm],
          EncryptionContext: wrappingContext(reservation),
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
