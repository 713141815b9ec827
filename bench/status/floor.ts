import { generateKeyPairSync, sign } from 'node:crypto';

const SIGNATURES = 2000;

/** CPU milliseconds of one bare ECDSA signature on P-256 by node:crypto: what KMS does for the functions. */
export function signatureFloor(): number {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const data = Buffer.alloc(300, 1);
  const before = process.cpuUsage();
  for (let count = 0; count < SIGNATURES; count++) sign('sha256', data, privateKey);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / SIGNATURES;
}
