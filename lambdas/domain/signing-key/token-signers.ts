import type { JWK } from 'jose';
import type { Signer } from '../signer/signer.ts';

/** Algorithms of everything this provider signs for relying parties. */
export const TOKEN_ALGORITHMS = ['ES256', 'RS256'] as const;
export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number];

/** The key that signs at this moment; fixed for the answer, so that `kid` and signature are of one key also while keys rotate. */
export type TokenSigners = (algorithm: TokenAlgorithm, now: Date) => Promise<Signer>;

/** Every public key relying parties may meet: those to come, those in use, and retired ones while what they signed lives. */
export type PublishedKeys = (now: Date) => Promise<readonly JWK[]>;
