import {
  constants,
  createHash,
  type KeyObject,
  privateEncrypt,
  publicDecrypt,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** RFC 8017 §9.2 note 1: DigestInfo before the digest. */
const DIGEST_INFO: Readonly<Record<string, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** RSASSA-PKCS1-v1_5 over a ready digest (RFC 8017 §8.2). */
export function signPkcs1(key: KeyObject, hash: string, digest: Buffer): Buffer {
  const padding = constants.RSA_PKCS1_PADDING;
  return privateEncrypt(
    { key, padding },
    Buffer.concat([Buffer.from(DIGEST_INFO[hash] ?? '', 'hex'), digest]),
  );
}

export function verifyPkcs1(key: KeyObject, hash: string, digest: Buffer, signature: Buffer): boolean {
  const expected = Buffer.concat([Buffer.from(DIGEST_INFO[hash] ?? '', 'hex'), digest]);
  const opened = open(key, signature, constants.RSA_PKCS1_PADDING);
  return opened !== undefined && opened.length === expected.length && timingSafeEqual(opened, expected);
}

/** RSASSA-PSS over a ready digest, salt as long as the hash (RFC 8017 §8.1, §9.1.1). */
export function signPss(key: KeyObject, hash: string, digest: Buffer): Buffer {
  const length = modulusBytes(key);
  const salt = randomBytes(digest.length);
  const check = pssHash(hash, digest, salt);
  const data = Buffer.alloc(length - check.length - 1);
  data[data.length - salt.length - 1] = 1;
  salt.copy(data, data.length - salt.length);
  const masked = xor(data, mask(hash, check, data.length));
  masked[0] = (masked[0] ?? 0) & 0x7f;
  const encoded = Buffer.concat([masked, check, Buffer.from([0xbc])]);
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded);
}

/** RFC 8017 §9.1.2, step by step. */
export function verifyPss(key: KeyObject, hash: string, digest: Buffer, signature: Buffer): boolean {
  const encoded = open(key, signature, constants.RSA_NO_PADDING);
  if (encoded === undefined || encoded.at(-1) !== 0xbc) return false;
  const masked = encoded.subarray(0, encoded.length - digest.length - 1);
  const check = encoded.subarray(masked.length, -1);
  if (((masked[0] ?? 0) & 0x80) !== 0) return false;
  const data = xor(masked, mask(hash, check, masked.length));
  data[0] = (data[0] ?? 0) & 0x7f;
  const padding = data.length - digest.length - 1;
  if (data[padding] !== 1 || data.subarray(0, padding).some((byte) => byte !== 0)) return false;
  return timingSafeEqual(check, pssHash(hash, digest, data.subarray(padding + 1)));
}

function pssHash(hash: string, digest: Buffer, salt: Buffer): Buffer {
  return createHash(hash).update(Buffer.alloc(8)).update(digest).update(salt).digest();
}

/** MGF1 (RFC 8017 §B.2.1). */
function mask(hash: string, seed: Buffer, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0, size = 0; size < length; counter += 1) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    const block = createHash(hash).update(seed).update(number).digest();
    blocks.push(block);
    size += block.length;
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}

function modulusBytes(key: KeyObject): number {
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
}

function open(key: KeyObject, signature: Buffer, padding: number): Buffer | undefined {
  try {
    return publicDecrypt({ key, padding }, signature);
  } catch {
    return undefined;
  }
}
