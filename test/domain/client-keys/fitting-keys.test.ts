import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { importKeys } from '../../../lambdas/domain/client-keys/fitting-keys.ts';

/** A number of so many bits that looks like a modulus, or an exponent: nobody has to be able to sign by it. */
function odd(bits: number): string {
  const bytes = randomBytes(bits / 8);
  bytes[0] = (bytes[0] ?? 0) | 0x80;
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 1;
  return bytes.toString('base64url');
}

describe('keys of clients', () => {
  it('X1: of RSA are of a size and exponent that verify quickly', () => {
    const usual = (modulusLength: number) =>
      generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' }) as JWK;
    expect(importKeys([usual(2048), usual(3072)])).toHaveLength(2);
    const slow: JWK[] = [
      { kty: 'RSA', n: odd(16_384), e: 'AQAB' },
      { kty: 'RSA', n: odd(3072), e: odd(3064) },
      { kty: 'RSA', n: odd(2048), e: odd(40) },
      { kty: 'RSA', n: odd(1024), e: 'AQAB' },
    ];
    expect(importKeys(slow)).toEqual([]);
  });
});
