import { createHash } from 'node:crypto';
import type { JWK } from 'jose';

export type SigningAlgorithm = 'ES256' | 'ES384' | 'RS256';

/** A signing key held elsewhere (KMS); the only thing that makes signatures for JOSE and, later, X.509 and CMS. */
export interface Signer {
  /** ES384 is the root's; no function signs with it. */
  readonly algorithm: SigningAlgorithm;
  /** RFC 7638 thumbprint of the public key, used as `kid`. */
  keyId(): Promise<string>;
  /** Public JWK with `kid`, `alg`, `use: "sig"`. */
  publicJwk(): Promise<JWK>;
  /** Signature in JOSE form (RFC 7518 §3.3, §3.4: for ES256 r‖s, 64 bytes; ES384 96). */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Compact JWS (RFC 7515 §3.1); `alg` and `kid` come from the signer. */
export async function signJws(
  signer: Signer,
  header: { readonly typ?: string; readonly x5c?: readonly string[] },
  payload: object,
): Promise<string> {
  const protectedHeader = encode({ alg: signer.algorithm, kid: await signer.keyId(), ...header });
  const signingInput = `${protectedHeader}.${encode(payload)}`;
  const signature = await signer.sign(new TextEncoder().encode(signingInput));
  return `${signingInput}.${Buffer.from(signature).toString('base64url')}`;
}

/** RFC 7638 §3: SHA-256 over the required members in lexicographic order. */
export function thumbprint(jwk: JWK): string {
  const members =
    jwk.kty === 'EC'
      ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }
      : { e: jwk.e, kty: jwk.kty, n: jwk.n };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}
