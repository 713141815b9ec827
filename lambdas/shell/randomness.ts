import { randomBytes, randomInt } from 'node:crypto';
import type { Randomness } from '../domain/randomness.ts';

/** The operating system's randomness. */
export const randomness: Randomness = {
  bytes: (n) => randomBytes(n),
  digits: (n) => Array.from({ length: n }, () => String(randomInt(10))).join(''),
  secret: () => randomBytes(32).toString('base64url'),
  id: () => randomBytes(16).toString('base64url'),
};
