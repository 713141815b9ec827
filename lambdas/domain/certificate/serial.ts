import type { Randomness } from '../randomness.ts';

/**
 * 20 random bytes, hex, positive as RFC 5280 §4.1.2.2 wants it. The first byte is never 0: DER would drop it, and readers of the
 * certificate would know it by a shorter number than we do.
 */
export function newSerial(randomness: Pick<Randomness, 'bytes'>): string {
  const bytes = Uint8Array.from(randomness.bytes(20));
  bytes[0] = (bytes[0] ?? 0) & 0x7f || 1;
  return Buffer.from(bytes).toString('hex');
}
