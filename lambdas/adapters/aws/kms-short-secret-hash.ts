import { GenerateMacCommand, KMSInvalidMacException, VerifyMacCommand } from '@aws-sdk/client-kms';
import type { ShortSecretHash } from '../../domain/short-secret.ts';
import { kms } from './kms.ts';

/** HMAC-SHA-256 under a key that never leaves KMS. */
export function kmsShortSecretHash(keyId: string): ShortSecretHash {
  const common = { KeyId: keyId, MacAlgorithm: 'HMAC_SHA_256' } as const;
  return {
    async generate(message) {
      const { Mac } = await kms().send(new GenerateMacCommand({ ...common, Message: message }));
      if (Mac === undefined) throw new Error('KMS gave no MAC.');
      return Mac;
    },
    async verify(message, mac) {
      try {
        const { MacValid } = await kms().send(
          new VerifyMacCommand({ ...common, Message: message, Mac: mac }),
        );
        return MacValid === true;
      } catch (error) {
        if (error instanceof KMSInvalidMacException) return false;
        throw error;
      }
    },
  };
}
