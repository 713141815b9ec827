import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../../service.ts';
import { blob, type Input, optionalText, optionalWhole, structure, text } from '../input.ts';
import { decrypt, encrypt, keyIdOf, readContext } from './encryption.ts';
import { invalidCiphertext, invalidKeyUsage, validation } from './key-errors.ts';
import { algorithmsOf, requireAlgorithm } from './key-spec.ts';
import type { Key, Keys } from './keys.ts';
import type { KmsOperation } from './operation.ts';
import { type SigningRequest, signMessage, verifyMessage } from './signatures.ts';
import { requireEnabled, requireSize, usableKey } from './usable-key.ts';

/** The operations that use a key. */
export function cryptography(keys: Keys): Record<string, KmsOperation> {
  async function decrypted(input: Input, keyField: string, contextField: string, algorithmField: string) {
    const ciphertext = blob(input, 'CiphertextBlob');
    const algorithm = optionalText(input, algorithmField) ?? 'SYMMETRIC_DEFAULT';
    const key = await decryptionKey(keys, ciphertext, optionalText(input, keyField), algorithm);
    const context = readContext(structure(input, contextField));
    return { key, algorithm, plaintext: decrypt(key, ciphertext, context, algorithm) };
  }

  async function encrypted(
    input: Input,
    plaintext: Buffer,
    fields: { key: string; context: string; algorithm: string },
  ) {
    const key = await usableKey(keys, text(input, fields.key), 'ENCRYPT_DECRYPT', 'Encrypt');
    const algorithm = optionalText(input, fields.algorithm) ?? 'SYMMETRIC_DEFAULT';
    const context = readContext(structure(input, fields.context));
    return { key, algorithm, ciphertext: encrypt(key, plaintext, context, algorithm) };
  }

  return {
    async Sign(input) {
      const key = await usableKey(keys, text(input, 'KeyId'), 'SIGN_VERIFY', 'Sign');
      const request = signingRequest(input);
      const signature = signMessage(key, request).toString('base64');
      return { KeyId: key.arn, Signature: signature, SigningAlgorithm: request.algorithm };
    },
    async Verify(input) {
      const key = await usableKey(keys, text(input, 'KeyId'), 'SIGN_VERIFY', 'Verify');
      const request = signingRequest(input);
      if (!verifyMessage(key, request, blob(input, 'Signature'))) {
        throw new AwsError(
          'KMSInvalidSignatureException',
          'The signature is not valid for this key and message.',
        );
      }
      return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: request.algorithm };
    },
    async GetPublicKey(input) {
      const key = await keys.find(text(input, 'KeyId'));
      if (key.publicKey === undefined) {
        throw new AwsError(
          'UnsupportedOperationException',
          `${key.arn} key spec is ${key.specName} which has no public key.`,
        );
      }
      requireEnabled(key);
      const { name, algorithms } = algorithmsOf(key.spec, key.usage);
      const publicKey = key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
      const names = { KeyId: key.arn, KeySpec: key.specName, CustomerMasterKeySpec: key.specName };
      return { ...names, KeyUsage: key.usage, PublicKey: publicKey, [name]: algorithms };
    },
    async GenerateMac(input) {
      const { key, algorithm, mac } = await macOf(keys, input, 'GenerateMac');
      return { KeyId: key.arn, Mac: mac.toString('base64'), MacAlgorithm: algorithm };
    },
    async VerifyMac(input) {
      const { key, algorithm, mac } = await macOf(keys, input, 'VerifyMac');
      const given = blob(input, 'Mac');
      if (given.length !== mac.length || !timingSafeEqual(given, mac)) {
        throw new AwsError('KMSInvalidMacException', 'The MAC is not valid for this key and message.');
      }
      return { KeyId: key.arn, MacValid: true, MacAlgorithm: algorithm };
    },
    async Encrypt(input) {
      const plaintext = blob(input, 'Plaintext');
      requireSize(plaintext, 'plaintext');
      const fields = { key: 'KeyId', context: 'EncryptionContext', algorithm: 'EncryptionAlgorithm' };
      const { key, algorithm, ciphertext } = await encrypted(input, plaintext, fields);
      return {
        KeyId: key.arn,
        CiphertextBlob: ciphertext.toString('base64'),
        EncryptionAlgorithm: algorithm,
      };
    },
    async Decrypt(input) {
      const { key, algorithm, plaintext } = await decrypted(
        input,
        'KeyId',
        'EncryptionContext',
        'EncryptionAlgorithm',
      );
      return { KeyId: key.arn, Plaintext: plaintext.toString('base64'), EncryptionAlgorithm: algorithm };
    },
    async ReEncrypt(input) {
      const source = await decrypted(
        input,
        'SourceKeyId',
        'SourceEncryptionContext',
        'SourceEncryptionAlgorithm',
      );
      const fields = {
        key: 'DestinationKeyId',
        context: 'DestinationEncryptionContext',
        algorithm: 'DestinationEncryptionAlgorithm',
      };
      const { key, algorithm, ciphertext } = await encrypted(input, source.plaintext, fields);
      return {
        KeyId: key.arn,
        SourceKeyId: source.key.arn,
        CiphertextBlob: ciphertext.toString('base64'),
        SourceEncryptionAlgorithm: source.algorithm,
        DestinationEncryptionAlgorithm: algorithm,
      };
    },
    async GenerateRandom(input) {
      const bytes = optionalWhole(input, 'NumberOfBytes') ?? 0;
      if (bytes < 1 || bytes > 1024) throw validation("Value at 'numberOfBytes' must be 1 to 1024.");
      return { Plaintext: randomBytes(bytes).toString('base64') };
    },
  };
}

function signingRequest(input: Input): SigningRequest {
  const message = blob(input, 'Message');
  requireSize(message, 'message');
  const type = optionalText(input, 'MessageType') ?? 'RAW';
  if (type !== 'RAW' && type !== 'DIGEST') throw validation(`MessageType ${type} is not RAW or DIGEST.`);
  return { algorithm: text(input, 'SigningAlgorithm'), message, isDigest: type === 'DIGEST' };
}

async function macOf(
  keys: Keys,
  input: Input,
  operation: string,
): Promise<{ key: Key; algorithm: string; mac: Buffer }> {
  const key = await usableKey(keys, text(input, 'KeyId'), 'GENERATE_VERIFY_MAC', operation);
  const algorithm = text(input, 'MacAlgorithm');
  const message = blob(input, 'Message');
  requireSize(message, 'message');
  if (key.spec.kind !== 'hmac') throw invalidKeyUsage(`${key.arn} is no HMAC key.`);
  requireAlgorithm(algorithm, key.spec.mac, key.specName);
  return { key, algorithm, mac: createHmac(key.spec.hash, key.secret).update(message).digest() };
}

/** Symmetric blobs name their key; a KeyId beside it must be that key (IncorrectKeyException). */
async function decryptionKey(
  keys: Keys,
  ciphertext: Buffer,
  given: string | undefined,
  algorithm: string,
): Promise<Key> {
  if (algorithm !== 'SYMMETRIC_DEFAULT') {
    if (given === undefined) throw validation('KeyId is required to decrypt with an asymmetric key.');
    return usableKey(keys, given, 'ENCRYPT_DECRYPT', 'Decrypt');
  }
  const id = keyIdOf(ciphertext);
  if (id === undefined || keys.arnOf(id) === undefined) throw invalidCiphertext();
  const key = await usableKey(keys, id, 'ENCRYPT_DECRYPT', 'Decrypt');
  if (given !== undefined && (await keys.find(given)).arn !== key.arn) {
    throw new AwsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  }
  return key;
}
