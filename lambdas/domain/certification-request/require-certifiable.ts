import { keyDigest } from '../asn1/public-key.ts';
import type { CertificateProfile } from '../certificate-profile/profile.ts';
import { candidateKeyOf } from './candidate-key.ts';
import type { CandidateKey, KeyRule } from './key-rules/key-rule.ts';
import { rsaExponent } from './key-rules/rsa-exponent.ts';
import { rsaFactors } from './key-rules/rsa-factors.ts';
import { rsaFingerprint } from './key-rules/rsa-fingerprint.ts';
import { rsaSize } from './key-rules/rsa-size.ts';
import { readRequest } from './read-request.ts';
import { requireNothingMore } from './requested-extensions.ts';
import { requirePossession } from './require-possession.ts';

const KEY_RULES: readonly KeyRule[] = [rsaSize, rsaExponent, rsaFactors, rsaFingerprint];

/** A public key that its sender holds and that may stand in a certificate. */
export interface CertifiableKey {
  /** SubjectPublicKeyInfo, DER, canonical. */
  readonly spki: Uint8Array;
  /** `CertificateRecord.keyId` */
  readonly keyId: string;
  readonly key: CandidateKey;
}

/**
 * Reads and judges a PKCS #10 request (RFC 2986): well-formed, the key strong, possession proven, nothing asked for beyond the
 * profile. Costly steps come last.
 * @throws Refusal with a code of its own for each fault
 */
export function requireCertifiable(text: string, profile: CertificateProfile): CertifiableKey {
  const request = readRequest(text);
  const { key, spki } = candidateKeyOf(request);
  for (const rule of KEY_RULES) {
    const refusal = rule(key);
    if (refusal !== undefined) throw refusal;
  }
  requireNothingMore(request, profile);
  requirePossession(request);
  return { spki, keyId: keyDigest(spki), key };
}
