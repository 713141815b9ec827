import { createPublicKey, verify } from 'node:crypto';
import { signatureScheme } from '../asn1/algorithm.ts';
import { OID } from '../asn1/oids.ts';
import { Refusal } from '../errors.ts';
import type { ReadRequest } from './read-request.ts';

const WEAK: ReadonlySet<string> = new Set([OID.md5WithRsa, OID.sha1WithRsa, OID.ecdsaWithSha1]);

/**
 * The signature of a request shows that who sends it has the private key (RFC 2986 §3, note 2).
 * @throws Refusal `request-weak-signature`, `request-signature-unsupported`, `request-not-proven`
 */
export function requirePossession(request: ReadRequest): void {
  const { algorithm } = request.signatureAlgorithm;
  if (WEAK.has(algorithm)) throw weak();
  const scheme = signatureScheme({ algorithm });
  if (scheme === undefined) throw unsupported();
  if (!isSigned(request, scheme.digest)) throw notProven();
}

function isSigned({ info, publicKey, signature }: ReadRequest, digest: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
    return verify(digest.replace('-', ''), info, key, signature);
  } catch {
    return false; // a signature algorithm of the other key type, for instance
  }
}

const weak = (): Refusal =>
  new Refusal(
    'invalid',
    'request-weak-signature',
    'The certification request is signed with SHA-1 or MD5, which can be forged. Sign it with SHA-256.',
    { next: ['try-again'] },
  );

const unsupported = (): Refusal =>
  new Refusal(
    'unsupported',
    'request-signature-unsupported',
    'The certification request is signed in a way we do not read. Use ECDSA or RSA (PKCS #1 v1.5) with SHA-256, SHA-384 or SHA-512.',
    { next: ['try-again'] },
  );

const notProven = (): Refusal =>
  new Refusal(
    'invalid',
    'request-not-proven',
    'The certification request is not signed with the private key of its public key, or was changed since. Make it anew.',
    { next: ['try-again'] },
  );
