import { Refusal } from '../../errors.ts';
import type { KeyRule } from './key-rule.ts';

const SMALLEST_BITS = 2048;
const LARGEST_BITS = 4096;

/** ETSI TS 119 312 §6.2.2.1; the upper bound keeps verification cheap for everybody. */
export const rsaSize: KeyRule = (key) => {
  if (key.type !== 'RSA') return undefined;
  if (key.bits < SMALLEST_BITS) {
    return new Refusal(
      'unprocessable',
      'key-too-short',
      `The RSA key has ${key.bits} bits. Make one of at least ${SMALLEST_BITS}, or a P-256 key.`,
      { next: ['try-again'] },
    );
  }
  if (key.bits <= LARGEST_BITS) return undefined;
  return new Refusal(
    'unprocessable',
    'key-too-long',
    `The RSA key has ${key.bits} bits. Make one of at most ${LARGEST_BITS}, or a P-256 key.`,
    { next: ['try-again'] },
  );
};
