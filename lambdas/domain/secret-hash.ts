import { createHash } from 'node:crypto';

/**
 * What is stored instead of a bearer secret of 256 random bits (code, token, link, session): its SHA-256, base64url.
 * A plain hash suffices because the secret cannot be guessed; short secrets go through KMS instead.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
