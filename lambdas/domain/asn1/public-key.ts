import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import type { JWK } from 'jose';

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), DER, of a public JWK. */
export function toSpki(jwk: JWK): Uint8Array {
  const { kty, crv, x, y, n, e } = jwk;
  const key = createPublicKey({ key: { kty, crv, x, y, n, e } as JsonWebKey, format: 'jwk' });
  return Uint8Array.from(key.export({ type: 'spki', format: 'der' }));
}

/** Public JWK of a SubjectPublicKeyInfo; undefined when it is no key that node:crypto can read (a point off the curve, for instance). */
export function toJwk(spki: Uint8Array): JWK | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return key.export({ format: 'jwk' }) as JWK;
  } catch {
    return undefined;
  }
}

/** Whether a JWK holds a public key at all: members there and of the right size, a point on the curve. */
export function isPublicKey(jwk: JWK): boolean {
  try {
    return toSpki(jwk).length > 0;
  } catch {
    return false;
  }
}

/** SHA-1 of the subjectPublicKey bits: method (1) of RFC 5280 §4.2.1.2. It identifies a key and protects nothing. */
export function keyIdentifier(spki: Uint8Array): Uint8Array {
  const { subjectPublicKey } = AsnConvert.parse(spki, SubjectPublicKeyInfo);
  return Uint8Array.from(createHash('sha1').update(Buffer.from(subjectPublicKey)).digest());
}

/** SHA-256 of the SubjectPublicKeyInfo, base64url: `CertificateRecord.keyId`. */
export function keyDigest(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('base64url');
}
