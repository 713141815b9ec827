import { constants, type KeyObject, sign, verify } from 'node:crypto';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { validation } from './key-errors.ts';
import { requireAlgorithm } from './key-spec.ts';
import type { Key } from './keys.ts';
import { signPkcs1, signPss, verifyPkcs1, verifyPss } from './rsa-digest.ts';

/** What Sign and Verify say about the message. */
export interface SigningRequest {
  readonly algorithm: string;
  readonly message: Buffer;
  /** The message is already its digest. */
  readonly isDigest: boolean;
}

const DIGEST_BYTES: Readonly<Record<string, number>> = { sha256: 32, sha384: 48, sha512: 64 };
const CURVES = { 'P-256': p256, 'P-384': p384, 'P-521': p521 };
/** KMS signs with any s, as FIPS 186 does; the message is already hashed. */
const PLAIN = { prehash: false, lowS: false, format: 'der' } as const;

/** Signs; ECDSA signatures are DER (ANSI X9.62), as KMS returns them. */
export function signMessage(key: Key, request: SigningRequest): Buffer {
  const hash = checkedHash(key, request);
  const { message, isDigest, algorithm } = request;
  if (!isDigest) return sign(hash, message, padded(key.secret, algorithm));
  if (key.spec.kind === 'ec')
    return Buffer.from(CURVES[key.spec.curve].sign(message, scalar(key.secret), PLAIN));
  return isPss(algorithm) ? signPss(key.secret, hash, message) : signPkcs1(key.secret, hash, message);
}

/** Whether the signature is good. */
export function verifyMessage(key: Key, request: SigningRequest, signature: Buffer): boolean {
  const hash = checkedHash(key, request);
  const { message, isDigest, algorithm } = request;
  const { publicKey } = key;
  if (publicKey === undefined) return false;
  if (!isDigest) return verify(hash, message, padded(publicKey, algorithm), signature);
  if (key.spec.kind === 'ec')
    return CURVES[key.spec.curve].verify(signature, message, point(publicKey), PLAIN);
  const check = isPss(algorithm) ? verifyPss : verifyPkcs1;
  return check(publicKey, hash, message, signature);
}

function checkedHash(key: Key, { algorithm, message, isDigest }: SigningRequest): string {
  requireAlgorithm(algorithm, 'signing' in key.spec ? key.spec.signing : [], key.specName);
  const hash = algorithm.slice(-'SHA_256'.length).replace('_', '').toLowerCase();
  if (isDigest && message.length !== DIGEST_BYTES[hash]) {
    throw validation(`Digest is invalid length for algorithm ${algorithm}.`);
  }
  return hash;
}

function isPss(algorithm: string): boolean {
  return algorithm.startsWith('RSASSA_PSS');
}

function padded(key: KeyObject, algorithm: string) {
  if (!isPss(algorithm)) return { key };
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}

function scalar(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
}

/** The uncompressed point (SEC 1 §2.3.3). */
function point(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}
