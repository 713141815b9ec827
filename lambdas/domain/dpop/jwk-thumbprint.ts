import { createHash } from 'node:crypto';
import type { JWK } from 'jose';

/** The required members of each kind of key, in lexicographic order (RFC 7638 §3.2, RFC 8037 §2). */
const MEMBERS: Readonly<Record<string, readonly (keyof JWK)[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
  RSA: ['e', 'kty', 'n'],
};

/** RFC 7638 §3, SHA-256; undefined for a key of another kind, or one that lacks a member. */
export function jwkThumbprint(jwk: JWK): string | undefined {
  const members = Object.hasOwn(MEMBERS, jwk.kty ?? '') ? MEMBERS[jwk.kty ?? ''] : undefined;
  if (members === undefined || members.some((name) => typeof jwk[name] !== 'string')) return undefined;
  const canonical = JSON.stringify(Object.fromEntries(members.map((name) => [name, jwk[name]])));
  return createHash('sha256').update(canonical).digest('base64url');
}
