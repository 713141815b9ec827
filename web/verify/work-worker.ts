/** Does the proof of work off the page: tries one number after the other. */
import { sha256 } from '@noble/hashes/sha2.js';
import type { VerificationChallenge } from '../../lambdas/contracts/signature-verification.ts';

const TOLD_EVERY = 4096;
const encoder = new TextEncoder();

const isSolution = (hash: Uint8Array, bits: number): boolean => {
  let left = bits;
  for (const byte of hash) {
    if (left <= 0) return true;
    const zeros = Math.clz32(byte) - 24;
    if (zeros < Math.min(8, left)) return false;
    left -= 8;
  }
  return left <= 0;
};

self.onmessage = ({ data: { challenge, bits } }: MessageEvent<VerificationChallenge>) => {
  for (let number = 0; ; number++) {
    if (isSolution(sha256(encoder.encode(`${challenge}.${number}`)), bits)) {
      self.postMessage({ solution: String(number) });
      return;
    }
    if (number % TOLD_EVERY === 0) self.postMessage({ tried: number });
  }
};
