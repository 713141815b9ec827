import type { JWK } from 'jose';
import type { TokenAlgorithm } from './token-signers.ts';

export type SigningMode = 'direct' | 'wrapped';

/** Where the private half is. */
export type Custody =
  /** Encrypted by KMS under `token-keys` (base64 of the PKCS #8 key's ciphertext); opened inside the functions that sign. */
  | { readonly mode: 'wrapped'; readonly privateKey: string }
  /** In KMS, which it never leaves; ARN of the KMS key. */
  | { readonly mode: 'direct'; readonly kmsKey: string };

/** A pair that signs tokens: one of a line of keys of the same algorithm, each following the one before. */
export interface SigningKey {
  readonly algorithm: TokenAlgorithm;
  /** Its place in the line, as text that sorts: `000001`. */
  readonly id: string;
  /** With `kid` (RFC 7638 thumbprint), `alg` and `use`. */
  readonly publicJwk: JWK;
  readonly custody: Custody;
  /** From here on it signs, until the next one starts. Unset until the key stands in the published JWKS. */
  readonly startsAt?: Date;
  /** Taken out of use at once, by an operator or because the mode changed: it neither signs nor is published. */
  readonly withdrawnAt?: Date;
}

/** Intent to make a key, recorded before it is made: of two key-keepers at once, one makes it. */
export interface Reservation {
  readonly algorithm: TokenAlgorithm;
  readonly id: string;
  /** An attempt that was abandoned is finished in the mode it was begun in. */
  readonly mode: SigningMode;
  readonly reservedAt: Date;
}

/** All keys of one algorithm, oldest first, and the intent to make one more, if there is one. */
export interface KeyLine {
  readonly keys: readonly SigningKey[];
  readonly reservation?: Reservation;
}

/** The place after the last one. */
export function nextId({ keys, reservation }: KeyLine): string {
  const last = reservation?.id ?? keys.at(-1)?.id ?? '0';
  return String(Number(last) + 1).padStart(6, '0');
}

/** `kid` of a key, also of one that was read from elsewhere. */
export const kidOf = ({ publicJwk }: SigningKey): string => publicJwk.kid ?? '';
