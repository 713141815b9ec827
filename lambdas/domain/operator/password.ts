import { type ScryptOptions, scrypt } from 'node:crypto';
import type { ShortSecretHash } from '../short-secret.ts';
import type { StoredPassword } from './operator.ts';

const COST = { log2N: 15, r: 8, p: 1 } as const;
const HASH_BYTES = 32;

/**
 * What is stored of an operator's password; also for seeds and the operators' command line.
 * @param salt 16 random bytes
 */
export async function hashOperatorPassword(
  username: string,
  password: string,
  salt: Uint8Array,
  pepper: ShortSecretHash,
): Promise<StoredPassword> {
  const message = await macMessage(username, password, salt, COST);
  const mac = await pepper.generate(message);
  return { algorithm: 'scrypt-kms-hmac', ...COST, salt: toBase64(salt), mac: toBase64(mac) };
}

export async function verifyOperatorPassword(
  username: string,
  password: string,
  stored: StoredPassword,
  pepper: ShortSecretHash,
): Promise<boolean> {
  const message = await macMessage(username, password, Buffer.from(stored.salt, 'base64'), stored);
  return pepper.verify(message, Buffer.from(stored.mac, 'base64'));
}

/** A stored password that nobody has: an unknown user name costs the same work as a known one. */
export const NOBODYS_PASSWORD: StoredPassword = {
  algorithm: 'scrypt-kms-hmac',
  ...COST,
  salt: toBase64(new Uint8Array(16)),
  mac: toBase64(new Uint8Array(32)),
};

type Cost = Pick<StoredPassword, 'log2N' | 'r' | 'p'>;

async function macMessage(
  username: string,
  password: string,
  salt: Uint8Array,
  cost: Cost,
): Promise<Uint8Array> {
  const hash = await scryptHash(password.normalize('NFKC'), salt, cost);
  const context = JSON.stringify(['operator-password', 1, username, toBase64(hash)]);
  return new TextEncoder().encode(context);
}

function scryptHash(password: string, salt: Uint8Array, { log2N, r, p }: Cost): Promise<Uint8Array> {
  const options: ScryptOptions = { N: 2 ** log2N, r, p, maxmem: 256 * 2 ** log2N * r };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, options, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
