import type { Refusal } from '../../errors.ts';

/** What the rules look at: an RSA key by its numbers, an elliptic one by its curve. */
export type CandidateKey =
  | { readonly type: 'RSA'; readonly modulus: bigint; readonly bits: number; readonly exponent: bigint }
  | { readonly type: 'EC'; readonly curve: string };

/** Why a key cannot be certified, or undefined. */
export type KeyRule = (key: CandidateKey) => Refusal | undefined;
