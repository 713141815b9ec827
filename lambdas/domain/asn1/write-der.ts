import { AsnConvert } from '@peculiar/asn1-schema';
import { type SigningAlgorithm, signatureAlgorithm } from './algorithm.ts';

/** Tag, length in the fewest bytes, content (X.690 §10.1). */
export function derValue(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  const header = length < 0x80 ? [tag, length] : [tag, 0x80 | octets.length, ...octets];
  return Uint8Array.from(Buffer.concat([Uint8Array.from(header), ...content]));
}

/**
 * `SEQUENCE { tbs, signatureAlgorithm, BIT STRING }`: the form of certificates, CRLs and requests, around exactly the bytes that
 * were signed.
 */
export function signedSequence(
  toBeSigned: Uint8Array,
  algorithm: SigningAlgorithm,
  signature: Uint8Array,
): Uint8Array {
  const identifier = new Uint8Array(AsnConvert.serialize(signatureAlgorithm(algorithm)));
  return derValue(0x30, toBeSigned, identifier, derValue(0x03, Uint8Array.of(0), signature));
}
