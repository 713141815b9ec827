import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json/canonical-json.ts';
import { Refusal } from '../errors.ts';
import type { Identify } from '../identifier/identify.ts';
import type { Randomness } from '../randomness.ts';

const KEY = /^[\x21-\x7e]{1,64}$/;

const ID_CHARACTERS = 22;

/**
 * The same idempotency key of the same sender is the same letter; without one every request is a letter of its own. Keyed: from the
 * id, which the recipient sees, nobody can try out whose letter it is.
 */
export async function letterIdOf(
  key: string | undefined,
  senderId: string,
  { randomness, identify }: { readonly randomness: Randomness; readonly identify: Identify },
): Promise<string> {
  if (key === undefined) return randomness.id();
  if (!KEY.test(key)) {
    throw new Refusal(
      'invalid',
      'idempotency-key',
      'The header idempotency-key must have 1 to 64 visible ASCII characters.',
    );
  }
  const identifier = await identify('letter', `${senderId} ${key}`);
  return identifier.slice('letter#'.length).slice(0, ID_CHARACTERS);
}

/** Tells one request from another, however its JSON was spelled. */
export const requestDigestOf = (body: object): string =>
  createHash('sha256').update(canonicalJson(body)).digest('base64url');
