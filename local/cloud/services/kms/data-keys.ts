import { randomBytes } from 'node:crypto';
import { type Input, optionalText, optionalWhole, structure, text } from '../input.ts';
import { encrypt, readContext } from './encryption.ts';
import { validation } from './key-errors.ts';
import { KEY_SPECS } from './key-spec.ts';
import { createPair, type Key, type Keys } from './keys.ts';
import type { KmsOperation } from './operation.ts';
import { usableKey } from './usable-key.ts';

const SYMMETRIC = 'SYMMETRIC_DEFAULT';
const DATA_KEY_BYTES: Readonly<Record<string, number>> = { AES_256: 32, AES_128: 16 };

/** The operations that make keys for use outside KMS. */
export function dataKeys(keys: Keys): Record<string, KmsOperation> {
  async function dataKey(input: Input, operation: string) {
    const { key, wrap } = await wrapping(keys, input, operation);
    const plaintext = randomBytes(sizeOf(input));
    const answer = { KeyId: key.arn, CiphertextBlob: wrap(plaintext) };
    return { answer, plaintext: plaintext.toString('base64') };
  }

  async function pair(input: Input, operation: string) {
    const { key, wrap } = await wrapping(keys, input, operation);
    const name = text(input, 'KeyPairSpec');
    const spec = KEY_SPECS[name];
    if (spec?.kind !== 'ec' && spec?.kind !== 'rsa')
      throw validation(`KeyPairSpec ${name} is not a key pair.`);
    const { privateKey, publicKey } = await createPair(spec);
    const secret = privateKey.export({ type: 'pkcs8', format: 'der' });
    const answer = {
      KeyId: key.arn,
      KeyPairSpec: name,
      PublicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      PrivateKeyCiphertextBlob: wrap(secret),
    };
    return { answer, plaintext: secret.toString('base64') };
  }

  return {
    async GenerateDataKey(input) {
      const { answer, plaintext } = await dataKey(input, 'GenerateDataKey');
      return { ...answer, Plaintext: plaintext };
    },
    GenerateDataKeyWithoutPlaintext: async (input) =>
      (await dataKey(input, 'GenerateDataKeyWithoutPlaintext')).answer,
    async GenerateDataKeyPair(input) {
      const { answer, plaintext } = await pair(input, 'GenerateDataKeyPair');
      return { ...answer, PrivateKeyPlaintext: plaintext };
    },
    GenerateDataKeyPairWithoutPlaintext: async (input) =>
      (await pair(input, 'GenerateDataKeyPairWithoutPlaintext')).answer,
  };
}

async function wrapping(
  keys: Keys,
  input: Input,
  operation: string,
): Promise<{ key: Key; wrap(secret: Buffer): string }> {
  const key = await usableKey(keys, text(input, 'KeyId'), 'ENCRYPT_DECRYPT', operation);
  const context = readContext(structure(input, 'EncryptionContext'));
  return { key, wrap: (secret) => encrypt(key, secret, context, SYMMETRIC).toString('base64') };
}

function sizeOf(input: Input): number {
  const spec = optionalText(input, 'KeySpec');
  const bytes = optionalWhole(input, 'NumberOfBytes');
  if ((spec === undefined) === (bytes === undefined)) {
    throw validation('Please specify either number of bytes or key spec.');
  }
  const size = spec === undefined ? bytes : DATA_KEY_BYTES[spec];
  if (size === undefined || size < 1 || size > 1024) throw validation('A data key has 1 to 1024 bytes.');
  return size;
}
