import { Refusal } from '../../errors.ts';
import type { KeyRule } from './key-rule.ts';

/** FIPS 186-5 appendix A.1.1 asks for an odd exponent above 2^16; everybody uses the first prime there. */
export const rsaExponent: KeyRule = (key) =>
  key.type !== 'RSA' || key.exponent === 65537n
    ? undefined
    : new Refusal(
        'unprocessable',
        'key-exponent',
        'The public exponent of the RSA key is not 65537. Make a new key with that exponent.',
        { next: ['try-again'] },
      );
