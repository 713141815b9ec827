import {
  constants,
  createCipheriv,
  createDecipheriv,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import type { Input } from '../input.ts';
import { invalidCiphertext, validation } from './key-errors.ts';
import { requireAlgorithm } from './key-spec.ts';
import type { Key } from './keys.ts';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Name → value pairs that must be the same at decryption. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** Encrypts up to 4096 bytes; symmetric blobs name their key, so that Decrypt needs no KeyId. */
export function encrypt(key: Key, plaintext: Buffer, context: EncryptionContext, algorithm: string): Buffer {
  requireAlgorithm(algorithm, 'encryption' in key.spec ? key.spec.encryption : [], key.specName);
  if (key.spec.kind !== 'symmetric') return encryptRsa(key, plaintext, context, algorithm);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.secret, iv).setAAD(additionalData(key, context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const id = Buffer.from(key.id);
  return Buffer.concat([Buffer.from([VERSION, id.length]), id, iv, cipher.getAuthTag(), body]);
}

/** Decrypts; InvalidCiphertextException when the blob, the key or the context is not the one used. */
export function decrypt(key: Key, blob: Buffer, context: EncryptionContext, algorithm: string): Buffer {
  requireAlgorithm(algorithm, 'encryption' in key.spec ? key.spec.encryption : [], key.specName);
  try {
    if (key.spec.kind !== 'symmetric') return decryptRsa(key, blob, algorithm);
    const start = 2 + (blob[1] ?? 0);
    const iv = blob.subarray(start, start + IV_BYTES);
    const tag = blob.subarray(start + IV_BYTES, start + IV_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key.secret, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(additionalData(key, context)).setAuthTag(tag);
    return Buffer.concat([decipher.update(blob.subarray(start + IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}

/** Id of the key a symmetric blob was made with. */
export function keyIdOf(blob: Buffer): string | undefined {
  const length = blob[1] ?? 0;
  if (blob[0] !== VERSION || blob.length < 2 + length + IV_BYTES + TAG_BYTES) return undefined;
  return blob.subarray(2, 2 + length).toString('latin1');
}

/** Reads an encryption context: strings only. */
export function readContext(context: Input): EncryptionContext {
  for (const [name, value] of Object.entries(context)) {
    if (typeof value !== 'string')
      throw validation(`The value of ${name} in EncryptionContext must be a string.`);
  }
  return context as EncryptionContext;
}

function additionalData(key: Key, context: EncryptionContext): Buffer {
  const sorted = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify([key.arn, sorted]));
}

function encryptRsa(key: Key, plaintext: Buffer, context: EncryptionContext, algorithm: string): Buffer {
  if (Object.keys(context).length > 0)
    throw validation('EncryptionContext is for symmetric encryption keys only.');
  if (key.publicKey === undefined) throw invalidCiphertext();
  try {
    return publicEncrypt({ key: key.publicKey, ...oaep(algorithm) }, plaintext);
  } catch {
    throw validation(`The plaintext is too long for ${algorithm} with ${key.specName}.`);
  }
}

function decryptRsa(key: Key, blob: Buffer, algorithm: string): Buffer {
  return privateDecrypt({ key: key.secret, ...oaep(algorithm) }, blob);
}

function oaep(algorithm: string) {
  return {
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    oaepHash: algorithm === 'RSAES_OAEP_SHA_1' ? 'sha1' : 'sha256',
  };
}
