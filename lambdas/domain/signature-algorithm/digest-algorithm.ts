import { createHash } from 'node:crypto';
import { NULL } from '../ber/tags.ts';
import type { AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';

/** The digests we accept. SHA-1 and MD5 no longer prove anything; GOST R 34.11 is unknown to the crypto library. */
export const DIGEST_ALGORITHMS = ['SHA-256', 'SHA-384', 'SHA-512'] as const;
export type DigestAlgorithm = (typeof DIGEST_ALGORITHMS)[number];

export const DIGEST_BYTES: Readonly<Record<DigestAlgorithm, number>> = {
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
};

/** Names of node:crypto. */
export const HASH_NAMES = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' } as const;

const BY_OID: Readonly<Record<string, DigestAlgorithm>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

/** RFC 5754 §2: parameters absent or NULL. */
export function digestAlgorithmOf({ oid, parameters }: AlgorithmIdentifier): DigestAlgorithm | undefined {
  return parameters === undefined || parameters.id === NULL ? BY_OID[oid] : undefined;
}

export const digestWith = (algorithm: DigestAlgorithm, data: Uint8Array): Uint8Array =>
  createHash(HASH_NAMES[algorithm]).update(data).digest();

const NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'MD5',
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.4': 'SHA-224',
  '1.2.643.2.2.9': 'GOST R 34.11-94',
  '1.2.643.7.1.1.2.2': 'GOST R 34.11-2012 (256)',
  '1.2.643.7.1.1.2.3': 'GOST R 34.11-2012 (512)',
  '1.2.398.3.10.1.3.3': 'GOST 34.311-95',
};

/** What people call it, for those we do not accept too. */
export const digestName = (algorithm: AlgorithmIdentifier): string =>
  BY_OID[algorithm.oid] ?? NAMES[algorithm.oid] ?? algorithm.oid;
