import { constants, createHash, type KeyObject, publicDecrypt } from 'node:crypto';
import type { PublicKey } from '../x509/public-key.ts';
import { DIGEST_BYTES, type DigestAlgorithm, HASH_NAMES } from './digest-algorithm.ts';
import type { SignatureScheme } from './signature-scheme.ts';
import { type Curve, verificationKeyOf } from './verification-key.ts';
import { isUsable } from './verify-data.ts';

/**
 * Verifies when only the digest of the data is known, for a signature without signed attributes checked by hash value.
 * node:crypto digests for itself, so the last step of each scheme stands here. Never throws.
 */
export async function verifyDigest(
  scheme: SignatureScheme,
  publicKey: PublicKey,
  digest: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const key = verificationKeyOf(publicKey);
  if (key === undefined || !isUsable(scheme, publicKey) || digest.length !== DIGEST_BYTES[scheme.digest])
    return false;
  try {
    if (key.type === 'ec') return await verifyEcdsa(key.curve, publicKey.key, digest, signature);
    if (scheme.kind === 'rsa-pss') return verifyPss(key.key, key.bits, scheme, digest, signature);
    return verifyPkcs1(key.key, scheme.digest, digest, signature);
  } catch {
    return false;
  }
}

async function verifyEcdsa(
  curve: Curve,
  point: Uint8Array,
  digest: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const { p256, p384, p521 } = await import('@noble/curves/nist.js'); // rarely needed: not part of a cold start
  const group = { 'P-256': p256, 'P-384': p384, 'P-521': p521 }[curve];
  return group.verify(signature, digest, point, { prehash: false, lowS: false, format: 'der' });
}

/** DigestInfo up to the digest itself (RFC 8017 §9.2, note 1). */
const DIGEST_INFO: Readonly<Record<DigestAlgorithm, string>> = {
  'SHA-256': '3031300d060960864801650304020105000420',
  'SHA-384': '3041300d060960864801650304020205000430',
  'SHA-512': '3051300d060960864801650304020305000440',
};

/** RSASSA-PKCS1-v1_5 (RFC 8017 §8.2.2): the whole encoded message is compared. */
function verifyPkcs1(
  key: KeyObject,
  algorithm: DigestAlgorithm,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const encoded = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
  return encoded.equals(Buffer.concat([Buffer.from(DIGEST_INFO[algorithm], 'hex'), digest]));
}

/** EMSA-PSS-VERIFY (RFC 8017 §9.1.2), by its numbered steps. */
function verifyPss(
  key: KeyObject,
  modulusBits: number,
  { digest: algorithm, saltLength }: { readonly digest: DigestAlgorithm; readonly saltLength: number },
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const emBits = modulusBits - 1;
  const emLength = Math.ceil(emBits / 8);
  const raw = publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
  const encoded = raw.subarray(raw.length - emLength);
  if (raw.length > emLength && raw[0] !== 0) return false; // §8.1.2, 2c: the number is too large
  const hashLength = DIGEST_BYTES[algorithm];
  if (emLength < hashLength + saltLength + 2 || encoded[emLength - 1] !== 0xbc) return false; // 3, 4
  const dataLength = emLength - hashLength - 1;
  const masked = encoded.subarray(0, dataLength); // 5
  const hash = encoded.subarray(dataLength, emLength - 1);
  const spareBits = 8 * emLength - emBits;
  if (((masked[0] ?? 0xff) & ~(0xff >> spareBits)) !== 0) return false; // 6
  const mask = mgf1(algorithm, hash, dataLength); // 7
  const data = Buffer.from(masked.map((byte, at) => byte ^ (mask[at] ?? 0))); // 8
  data[0] = (data[0] ?? 0) & (0xff >> spareBits); // 9
  const padding = dataLength - saltLength - 1;
  if (data.subarray(0, padding).some((byte) => byte !== 0) || data[padding] !== 1) return false; // 10
  const salt = data.subarray(padding + 1); // 11
  const expected = createHash(HASH_NAMES[algorithm])
    .update(new Uint8Array(8))
    .update(digest)
    .update(salt)
    .digest(); // 12, 13
  return expected.equals(hash); // 14
}

/** RFC 8017 B.2.1. */
function mgf1(algorithm: DigestAlgorithm, seed: Uint8Array, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; counter * DIGEST_BYTES[algorithm] < length; counter++) {
    const octets = Buffer.alloc(4);
    octets.writeUInt32BE(counter);
    blocks.push(createHash(HASH_NAMES[algorithm]).update(seed).update(octets).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}
