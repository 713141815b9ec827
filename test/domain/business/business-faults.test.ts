import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Business } from '../../../lambdas/domain/business/business.ts';
import { businessFaults } from '../../../lambdas/domain/business/business-faults.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEY = { ...publicKey.export({ format: 'jwk' }), kty: 'EC', alg: 'ES256' };
const BANK: Partial<Business> = {
  id: 'my-bank',
  name: 'My Bank',
  category: 'bank',
  numberKind: 'account',
  endpoint: 'https://bank.example/notices',
  receiptKey: KEY,
};

describe('an entry of the directory', () => {
  it('E7: a good one has no fault', () => expect(businessFaults(BANK, false)).toEqual([]));

  it.each<[string, Partial<Business>, string]>([
    ['an id with capitals', { id: 'My-Bank' }, 'id must be'],
    ['no name', { name: ' ' }, 'name is missing.'],
    ['plain http', { endpoint: 'http://bank.example/' }, 'endpoint must be https.'],
    ['a user name in its address', { endpoint: 'https://me@bank.example/' }, 'no user name'],
    ['an algorithm that is not served', { receiptKey: { ...KEY, alg: 'HS256' } }, 'with alg'],
    ['a key of another kind', { receiptKey: { ...KEY, alg: 'RS256' } }, 'not for RS256'],
    ['a point off the curve', { receiptKey: { ...KEY, x: 'abc', y: 'def' } }, 'no public key'],
    [
      'a private key',
      { receiptKey: { ...privateKey.export({ format: 'jwk' }), kty: 'EC', alg: 'ES256' } },
      'must not hold the private key',
    ],
  ])('E7: %s is named', (_name, change, sentence) => {
    expect(businessFaults({ ...BANK, ...change }, false)).toEqual([expect.stringContaining(sentence)]);
  });

  it('E7: plain http is for the laptop only', () => {
    expect(businessFaults({ ...BANK, endpoint: 'http://127.0.0.1:4001/' }, true)).toEqual([]);
  });
});
