import type { Randomness } from '../randomness.ts';
import { type Sealer, type SealPurpose, sealer } from './sealer.ts';

export type TokenSealers = (purpose: SealPurpose) => Promise<Sealer>;

/** Sealers over one deployment secret, each made once. */
export function tokenSealers(
  secret: () => Promise<Uint8Array>,
  randomness: Pick<Randomness, 'bytes'>,
): TokenSealers {
  const made = new Map<SealPurpose, Sealer>();
  return async (purpose) => {
    const known = made.get(purpose);
    if (known !== undefined) return known;
    const fresh = sealer(await secret(), purpose, randomness.bytes);
    made.set(purpose, fresh);
    return fresh;
  };
}
