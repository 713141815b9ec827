import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import type { ClientKey } from './client-keys.ts';

const SMALLEST_RSA_BITS = 2048;
/** Larger ones cost us a hundred times as much to verify by: a way to keep us busy. */
const LARGEST_RSA_BITS = 8192;
const LARGEST_RSA_EXPONENT = 2n ** 32n;

/** Imports the public keys of a set; what is no usable public key is left out (RFC 7517 §5: unknown ones are ignored). */
export function importKeys(jwks: readonly JWK[]): readonly ClientKey[] {
  return jwks.flatMap((jwk) => importKey(jwk) ?? []);
}

function importKey(jwk: JWK): ClientKey | undefined {
  const { kty, crv, x, y, n, e } = jwk;
  try {
    const key = createPublicKey({ key: { kty, crv, x, y, n, e } as JsonWebKey, format: 'jwk' });
    return kty === 'RSA' && !isUsualRsa(key) ? undefined : { jwk, key };
  } catch {
    return undefined;
  }
}

function isUsualRsa({ asymmetricKeyDetails: details }: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n } = details ?? {};
  const isUsualLength = modulusLength >= SMALLEST_RSA_BITS && modulusLength <= LARGEST_RSA_BITS;
  return isUsualLength && publicExponent < LARGEST_RSA_EXPONENT;
}

type Kind = (jwk: JWK) => boolean;
const isRsa: Kind = ({ kty }) => kty === 'RSA';
const isP256: Kind = ({ kty, crv }) => kty === 'EC' && crv === 'P-256';
const isEd25519: Kind = ({ kty, crv }) => kty === 'OKP' && crv === 'Ed25519';
const isAgreement: Kind = ({ kty, crv }) =>
  (kty === 'EC' && (crv === 'P-256' || crv === 'P-384' || crv === 'P-521')) ||
  (kty === 'OKP' && crv === 'X25519');

const KINDS: Readonly<Record<'sig' | 'enc', Readonly<Record<string, Kind>>>> = {
  sig: { ES256: isP256, RS256: isRsa, PS256: isRsa, EdDSA: isEd25519, Ed25519: isEd25519 },
  enc: { 'ECDH-ES': isAgreement, 'RSA-OAEP': isRsa, 'RSA-OAEP-256': isRsa },
};

/** RFC 9864 §2.2: the new name of the same algorithm. */
const nameOf = (alg: string): string => (alg === 'EdDSA' ? 'Ed25519' : alg);

/** Whether a key may serve for `alg`: its kind (RFC 7518 §3.1), its own `alg`, `use` and `key_ops` (RFC 7517 §4). */
export function fits({ jwk }: ClientKey, alg: string, use: 'sig' | 'enc'): boolean {
  if (!(Object.hasOwn(KINDS[use], alg) && KINDS[use][alg]?.(jwk))) return false;
  if (jwk.use !== undefined && jwk.use !== use) return false;
  if (jwk.alg !== undefined && nameOf(jwk.alg) !== nameOf(alg)) return false;
  return use === 'enc' || jwk.key_ops === undefined || jwk.key_ops.includes('verify');
}
