import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json/canonical-json.ts';
import { Refusal } from '../errors.ts';
import type { Randomness } from '../randomness.ts';

const KEY = /^[\x21-\x7e]{1,64}$/;

/** The same idempotency key of the same sender is the same letter; without one every request is a letter of its own. */
export function letterIdOf(key: string | undefined, senderId: string, randomness: Randomness): string {
  if (key === undefined) return randomness.id();
  if (!KEY.test(key)) {
    throw new Refusal(
      'invalid',
      'idempotency-key',
      'The header idempotency-key must have 1 to 64 visible ASCII characters.',
    );
  }
  return createHash('sha256').update(`${senderId} ${key}`).digest().subarray(0, 16).toString('base64url');
}

/** Tells one request from another, however its JSON was spelled. */
export const requestDigestOf = (body: object): string =>
  createHash('sha256').update(canonicalJson(body)).digest('base64url');
