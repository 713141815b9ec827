import { timingSafeEqual } from 'node:crypto';
import type { Client } from '../client/client.ts';
import { hashSecret } from '../secret-hash.ts';

/**
 * RFC 6749 §2.3.1, compared in constant time; an unknown client costs the same comparisons. After a change of the secret the one
 * before stays good for a while, so that a service can be switched over without an interruption.
 */
export function verifyClientSecret(client: Client | undefined, secret: string, now: Date): boolean {
  const given = Buffer.from(hashSecret(secret), 'base64url');
  const previous = client?.previous_client_secret;
  const overlaps = previous !== undefined && Date.parse(previous.validUntil) > now.getTime();
  const isCurrent = isHash(given, client?.client_secret_hash);
  const isPrevious = isHash(given, overlaps ? previous.hash : undefined);
  return isCurrent || isPrevious;
}

function isHash(given: Buffer, hash: string | undefined): boolean {
  const expected = Buffer.from(hash ?? '', 'base64url');
  const comparable = expected.length === given.length ? expected : Buffer.alloc(given.length);
  return timingSafeEqual(given, comparable) && comparable === expected;
}
