import { createHash } from 'node:crypto';

/** Whether SHA-256 of `<challenge>.<solution>` begins with so many zero bits: about 2^bits hashes of work, one to check. */
export function isSolution(challenge: string, solution: string, bits: number): boolean {
  return leadingZeroBits(createHash('sha256').update(`${challenge}.${solution}`).digest()) >= bits;
}

export function leadingZeroBits(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first === -1 ? bytes.length * 8 : first * 8 + Math.clz32(bytes[first] ?? 0) - 24;
}
