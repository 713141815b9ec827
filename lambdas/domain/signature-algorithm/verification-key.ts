import { createPublicKey, type KeyObject } from 'node:crypto';
import type { PublicKey } from '../x509/public-key.ts';

/** A public key that we verify with. */
export type VerificationKey =
  | { readonly type: 'rsa'; readonly key: KeyObject; readonly bits: number; readonly pssOnly: boolean }
  | { readonly type: 'ec'; readonly key: KeyObject; readonly curve: Curve };

export type Curve = 'P-256' | 'P-384' | 'P-521';

const RSA = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
const EC = '1.2.840.10045.2.1';
const CURVES: Readonly<Record<string, Curve>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

/** NIST SP 800-131A: shorter RSA keys are too weak. Longer ones only cost time. */
const RSA_BITS = { least: 2048, most: 8192 };
const LARGEST_EXPONENT = 2n ** 32n;

const known = new WeakMap<PublicKey, VerificationKey | 'unsupported'>();

/** Undefined when the key's kind or size is not supported. */
export function verificationKeyOf(publicKey: PublicKey): VerificationKey | undefined {
  let key = known.get(publicKey);
  if (key === undefined) {
    key = read(publicKey) ?? 'unsupported';
    known.set(publicKey, key);
  }
  return key === 'unsupported' ? undefined : key;
}

function read({ der, algorithm }: PublicKey): VerificationKey | undefined {
  if (algorithm.oid !== RSA && algorithm.oid !== RSA_PSS && algorithm.oid !== EC) return undefined;
  const key = importKey(der);
  const details = key?.asymmetricKeyDetails;
  if (key === undefined || details === undefined) return undefined;
  if (algorithm.oid === EC) {
    const curve = CURVES[details.namedCurve ?? ''];
    return curve && { type: 'ec', key, curve };
  }
  const { modulusLength: bits = 0, publicExponent = 0n } = details;
  if (bits < RSA_BITS.least || bits > RSA_BITS.most || publicExponent > LARGEST_EXPONENT) return undefined;
  return { type: 'rsa', key, bits, pssOnly: algorithm.oid === RSA_PSS };
}

function importKey(der: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

const OTHER_NAMES: Readonly<Record<string, string>> = {
  '1.2.840.10040.4.1': 'DSA',
  '1.2.643.2.2.19': 'GOST R 34.10-2001',
  '1.2.643.7.1.1.1.1': 'GOST R 34.10-2012 (256)',
  '1.2.643.7.1.1.1.2': 'GOST R 34.10-2012 (512)',
  '1.2.398.3.10.1.1.1.1': 'GOST 34.310-2004',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
};

/** `P-256`, `RSA 2048`, or the name of what we do not verify with. */
export function keyName(publicKey: PublicKey): string {
  const key = verificationKeyOf(publicKey);
  if (key?.type === 'ec') return key.curve;
  if (key?.type === 'rsa') return `RSA ${key.bits}`;
  const { oid } = publicKey.algorithm;
  return OTHER_NAMES[oid] ?? (oid === RSA ? 'RSA' : oid === EC ? 'EC' : oid);
}
