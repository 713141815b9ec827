import { timingSafeEqual } from 'node:crypto';
import type { Client } from '../client/client.ts';
import { InvalidClient } from '../oauth-error/invalid-client.ts';
import { hashSecret } from '../secret-hash.ts';

/** RFC 6749 §2.3.1, compared in constant time; an unknown client costs the same comparison. */
export function verifyClientSecret(client: Client | undefined, secret: string): void {
  const given = Buffer.from(hashSecret(secret), 'base64url');
  const expected = Buffer.from(client?.client_secret_hash ?? '', 'base64url');
  const comparable = expected.length === given.length ? expected : Buffer.alloc(given.length);
  if (!timingSafeEqual(given, comparable) || comparable !== expected) {
    throw new InvalidClient('Client authentication failed.');
  }
}
