import * as asn1 from 'asn1js';
import type { SigningAlgorithm } from '../asn1/algorithm.ts';
import { OID } from '../asn1/oids.ts';
import { derValue, TAG } from './der-value.ts';

const SIGNATURE = {
  ES256: OID.ecdsaWithSha256,
  ES384: OID.ecdsaWithSha384,
  RS256: OID.sha256WithRsa,
} as const;
const DIGEST = { 'SHA-256': OID.sha256, 'SHA-384': OID.sha384 } as const;
const NULL = Uint8Array.of(0x05, 0x00);

export const objectIdentifier = (value: string): Uint8Array =>
  new Uint8Array(new asn1.ObjectIdentifier({ value }).toBER());

/** AlgorithmIdentifier: RSA has NULL parameters (RFC 4055 §5), ECDSA none (RFC 5758 §3.2). */
export function signatureAlgorithm(algorithm: SigningAlgorithm): Uint8Array {
  const parameters = algorithm === 'RS256' ? [NULL] : [];
  return derValue(TAG.sequence, objectIdentifier(SIGNATURE[algorithm]), ...parameters);
}

/** AlgorithmIdentifier of SHA-2, without parameters (RFC 5754 §2). */
export const digestAlgorithm = (digest: keyof typeof DIGEST): Uint8Array =>
  derValue(TAG.sequence, objectIdentifier(DIGEST[digest]));

/** An INTEGER from 0 to 127. */
export const smallInteger = (value: number): Uint8Array => derValue(TAG.integer, Uint8Array.of(value));

/** Time to the second (RFC 5652 §11.3): UTCTime for 1950 to 2049, else GeneralizedTime. */
export function time(at: Date): Uint8Array {
  const digits = `${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
  const isShort = at.getUTCFullYear() >= 1950 && at.getUTCFullYear() < 2050;
  const text = new TextEncoder().encode(isShort ? digits.slice(2) : digits);
  return derValue(isShort ? TAG.utcTime : TAG.generalizedTime, text);
}
