import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../../service.ts';
import { invalidRequest, notImplemented } from './s3-errors.ts';

const PREFIX = 'x-amz-checksum-';

const ALGORITHMS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  crc32: (bytes) => toBytes(crc32(bytes)),
  crc32c: (bytes) => toBytes(crc32c(bytes)),
  sha1: (bytes) => createHash('sha1').update(bytes).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

/**
 * Checks every digest a request states about its body.
 *
 * @param stated `content-md5`, `x-amz-content-sha256`, `x-amz-checksum-…` from headers, trailers or a presigned query
 * @returns the checksum to keep with the object
 */
export function verifyChecksums(
  bytes: Buffer,
  stated: Readonly<Record<string, string>>,
): { header: string; value: string } | undefined {
  const md5 = stated['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(bytes).digest('base64')) {
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400);
  }
  const sha256 = stated['x-amz-content-sha256'];
  if (
    sha256 !== undefined &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    sha256 !== createHash('sha256').update(bytes).digest('hex')
  ) {
    const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
    throw new AwsError('XAmzContentSHA256Mismatch', message, 400);
  }
  const headers = Object.keys(stated).filter((name) => name.startsWith(PREFIX) && !NOT_VALUES.has(name));
  if (headers.length > 1) throw invalidRequest('Expecting a single x-amz-checksum- header.');
  const [header] = headers;
  return header === undefined ? undefined : verified(bytes, header, stated[header] ?? '');
}

const NOT_VALUES = new Set([`${PREFIX}algorithm`, `${PREFIX}mode`, `${PREFIX}type`]);

function verified(bytes: Buffer, header: string, value: string): { header: string; value: string } {
  const name = header.slice(PREFIX.length);
  const compute = ALGORITHMS[name];
  if (compute === undefined) throw notImplemented(`checksum algorithm ${name}`);
  if (compute(bytes).toString('base64') === value) return { header, value };
  const hint =
    value === 'AAAAAA=='
      ? ' (It is that of an empty body: sign with requestChecksumCalculation WHEN_REQUIRED.)'
      : '';
  const message = `The ${name.toUpperCase()} you specified did not match the calculated checksum.${hint}`;
  throw new AwsError('BadDigest', message, 400);
}

function toBytes(checksum: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(checksum);
  return bytes;
}

/** RFC 3720 §12.1: CRC-32C (Castagnoli), reflected polynomial. */
const CASTAGNOLI = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

function crc32c(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (CASTAGNOLI[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
