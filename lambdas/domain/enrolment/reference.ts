import type { Randomness } from '../randomness.ts';

/** Crockford's base 32: no I, L, O, U, which are misread or misheard. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A short code for support and counters, 40 random bits: `K7PX-4M2Q`. Proves nothing. */
export function newReference(randomness: Randomness): string {
  const letters = Array.from(randomness.bytes(8), (byte) => LETTERS[byte % LETTERS.length]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
