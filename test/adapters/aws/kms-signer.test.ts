import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kmsSigner } from '../../../lambdas/adapters/aws/kms-signer.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws([]);
});
afterAll(() => aws.stop());

describe('keys in KMS', () => {
  it.each([
    ['ES256', 'authentication-ca', 'sha256', 64],
    ['ES384', 'root-ca', 'sha384', 96],
  ] as const)(
    'C1: %s signs in JOSE form, and the public key agrees',
    async (algorithm, key, hash, length) => {
      const signer = kmsSigner(key, algorithm);
      const data = Buffer.from('to be signed');
      const jwk = await signer.publicJwk();
      expect(jwk).toMatchObject({ alg: algorithm, kid: await signer.keyId() });
      const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
      // r and s begin with a zero byte now and then: their width must hold all the same
      for (let round = 0; round < 40; round++) {
        const signature = await signer.sign(data);
        expect(signature).toHaveLength(length);
        expect(verify(hash, data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
      }
      expect(aws.calls.get('KMS.GetPublicKey')).toBe(1);
      aws.calls.clear();
    },
  );
});
