/** Stands in for `@aws-sdk/client-kms`: keys in the memory of this process, native cryptography, no call. */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { command, MemoryClient } from './client.ts';

interface Input {
  readonly KeyId: string;
  readonly Message: Uint8Array;
  readonly Mac: Uint8Array;
  readonly CiphertextBlob: Uint8Array;
  readonly Plaintext: Uint8Array;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
  readonly KeyPairSpec?: string;
}

const shared = globalThis as { benchMasters?: Map<string, Buffer>; benchPairs?: Map<string, KeyObject> };
shared.benchMasters ??= new Map();
shared.benchPairs ??= new Map();
const { benchMasters: masters, benchPairs: pairs } = shared;

function master(name: string): Buffer {
  const key = masters.get(name) ?? randomBytes(32);
  masters.set(name, key);
  return key;
}

/** All wrap under one key of this process, so that no id is needed to unwrap. */
function wrap(plain: Uint8Array, { EncryptionContext = {} }: Input): Uint8Array {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', master('wrapping'), iv).setAAD(aad(EncryptionContext));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function unwrap(blob: Uint8Array, { EncryptionContext = {} }: Input): Uint8Array {
  const bytes = Buffer.from(blob);
  const decipher = createDecipheriv('aes-256-gcm', master('wrapping'), bytes.subarray(0, 12));
  decipher.setAAD(aad(EncryptionContext)).setAuthTag(bytes.subarray(-16));
  return Uint8Array.from(Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]));
}

const aad = (context: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(context).sort()));

function makePair(spec = 'ECC_NIST_P256') {
  return spec.startsWith('RSA')
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function privateKey(name: string): KeyObject {
  const key = pairs.get(name) ?? makePair(name.endsWith('rs256') ? 'RSA_2048' : undefined).privateKey;
  pairs.set(name, key);
  return key;
}

const spki = (key: KeyObject): Uint8Array =>
  Uint8Array.from(key.export({ type: 'spki', format: 'der' }) as Buffer);
const macOf = ({ KeyId, Message }: Input): Buffer =>
  createHmac('sha256', master(KeyId)).update(Message).digest();

export class KMSInvalidMacException extends Error {}

export { MemoryClient as KMSClient };

export const GenerateMacCommand = command((input: Input) => ({ Mac: macOf(input) }));
export const VerifyMacCommand = command((input: Input) => {
  if (!timingSafeEqual(macOf(input), input.Mac)) throw new KMSInvalidMacException();
  return { MacValid: true };
});
export const GenerateDataKeyCommand = command((input: Input) => {
  const Plaintext = Uint8Array.from(randomBytes(32));
  return { Plaintext, CiphertextBlob: wrap(Plaintext, input) };
});
export const GenerateDataKeyPairWithoutPlaintextCommand = command((input: Input) => {
  const { publicKey, privateKey: key } = makePair(input.KeyPairSpec);
  const plain = key.export({ type: 'pkcs8', format: 'der' }) as Buffer;
  return { PublicKey: spki(publicKey), PrivateKeyCiphertextBlob: wrap(plain, input) };
});
export const EncryptCommand = command((input: Input) => ({ CiphertextBlob: wrap(input.Plaintext, input) }));
export const DecryptCommand = command((input: Input) => ({ Plaintext: unwrap(input.CiphertextBlob, input) }));
export const GetPublicKeyCommand = command(({ KeyId }: Input) => {
  return { PublicKey: spki(createPublicKey(privateKey(KeyId))) };
});
/** Over a ready digest, which node:crypto cannot: for the mode `direct` alone, which is not what this stand-in measures. */
export const SignCommand = command(({ KeyId, Message }: Input) => {
  const secret = Buffer.from(privateKey(KeyId).export({ format: 'jwk' }).d ?? '', 'base64url');
  return { Signature: p256.sign(Message, secret, { prehash: false, format: 'der' }) };
});

/** The mode `direct` makes keys in KMS itself, which no measurement over this stand-in does. */
const absent = command(() => {
  throw new Error('Not in memory.');
});

export {
  absent as CreateKeyCommand,
  absent as ListResourceTagsCommand,
  absent as ScheduleKeyDeletionCommand,
};
export const paginateListKeys = (): never => {
  throw new Error('Not in memory.');
};
