import { Refusal } from '../../errors.ts';
import type { KeyRule } from './key-rule.ts';

/** NIST SP 800-89 §5.3.3 step (g): no factor below 752. */
const BOUND = 752;

const PRIMES = Array.from({ length: BOUND - 2 }, (_, index) => index + 2).filter((n) => isPrime(n));
const PRODUCT = PRIMES.reduce((product, prime) => product * BigInt(prime), 1n);

/** A modulus that is even or has a small factor was not made by a key generator, and can be taken apart. */
export const rsaFactors: KeyRule = (key) => {
  if (key.type !== 'RSA') return undefined;
  if (key.modulus % 2n === 0n) {
    return new Refusal(
      'unprocessable',
      'key-even',
      'The modulus of the RSA key is even: it is damaged, or its private key can be found. Make a new one.',
      { next: ['try-again'] },
    );
  }
  const rest = key.modulus % PRODUCT;
  if (!PRIMES.some((prime) => rest % BigInt(prime) === 0n)) return undefined;
  return new Refusal(
    'unprocessable',
    'key-small-factor',
    'The modulus of the RSA key has a small factor, so that its private key can be found. Make a new one with another program or carrier.',
    { next: ['try-again'] },
  );
};

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor += 1) if (n % divisor === 0) return false;
  return true;
}
