import { createHash, timingSafeEqual } from 'node:crypto';
import type { Client } from '../client/client.ts';
import { InvalidGrant } from '../oauth-error/invalid-grant.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';

/**
 * RFC 7636 §4.3, RFC 9700 §2.1.1: a challenge is demanded of every client, and only S256; the operator alone can let one off
 * (`require_pkce: false`), which may send one all the same.
 */
export function requireCodeChallenge(
  challenge: string | undefined,
  method: string | undefined,
  { require_pkce }: Pick<Client, 'require_pkce'> = {},
): string | undefined {
  if (challenge === undefined && method === undefined && require_pkce === false) return undefined;
  if (challenge === undefined) throw new InvalidRequest('code_challenge is required (RFC 7636).');
  if (method !== 'S256') throw new InvalidRequest('code_challenge_method must be S256.');
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) {
    throw new InvalidRequest('code_challenge must be 43 base64url characters.');
  }
  return challenge;
}

/** RFC 7636 §4.1: 43 to 128 unreserved characters. None at all does not fit the challenge of the code: `invalid_grant` (§4.6). */
export function requireVerifierSyntax(verifier: string | undefined): string {
  if (verifier === undefined) throw new InvalidGrant('code_verifier is required (RFC 7636).');
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) {
    throw new InvalidRequest('code_verifier must be 43 to 128 unreserved characters.');
  }
  return verifier;
}

/**
 * RFC 7636 §4.6: BASE64URL(SHA256(ASCII(code_verifier))) == code_challenge, compared in constant time. A verifier without a challenge
 * is refused as well: somebody took the challenge out of the request (RFC 9700 §4.8.2).
 */
export function requireCodeVerifier(challenge: string | undefined, verifier: string | undefined): void {
  if (challenge === undefined && verifier === undefined) return;
  if (challenge === undefined || verifier === undefined) {
    throw new InvalidGrant('code_verifier and code_challenge belong together: one of them is missing.');
  }
  const computed = createHash('sha256').update(verifier).digest();
  const expected = Buffer.from(challenge, 'base64url');
  if (expected.length !== computed.length || !timingSafeEqual(computed, expected)) {
    throw new InvalidGrant('code_verifier does not fit the code_challenge of the request.');
  }
}
