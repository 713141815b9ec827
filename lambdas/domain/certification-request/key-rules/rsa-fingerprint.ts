import { Refusal } from '../../errors.ts';
import type { KeyRule } from './key-rule.ts';

const GENERATOR = 65537;
const PRIMES = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
  109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
];

/** For each prime the residues that powers of 65537 can have. */
const POWERS: readonly (readonly [prime: bigint, residues: ReadonlySet<number>])[] = PRIMES.map((prime) => [
  BigInt(prime),
  powersModulo(prime),
]);

/**
 * ROCA (CVE-2017-15361; Nemec and others, CCS 2017): carriers with a faulty library of Infineon's make primes that are powers of 65537
 * modulo many small primes, and so is their product. An honest key is one by chance with probability below 2^-27.
 */
export const rsaFingerprint: KeyRule = (key) => {
  if (key.type !== 'RSA') return undefined;
  const marked = POWERS.every(([prime, residues]) => residues.has(Number(key.modulus % prime)));
  if (!marked) return undefined;
  return new Refusal(
    'unprocessable',
    'key-roca',
    'The RSA key was made by a carrier with a known fault (ROCA), and its private key can be found. Use another carrier, or a P-256 key.',
    { next: ['try-again'] },
  );
};

function powersModulo(prime: number): ReadonlySet<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * GENERATOR) % prime) powers.add(power);
  return powers;
}
