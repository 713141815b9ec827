import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { JWK } from 'jose';
import { type Signer, thumbprint } from '../../lambdas/domain/signer/signer.ts';

/** A signer whose key lives in this process. */
export interface TestSigner extends Signer {
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  readonly privateKey: KeyObject;
}

export function testSigner(algorithm: Signer['algorithm']): TestSigner {
  const { publicKey, privateKey } =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: algorithm === 'ES256' ? 'P-256' : 'P-384' });
  const jwk = publicKey.export({ format: 'jwk' }) as JWK;
  const kid = thumbprint(jwk);
  return {
    algorithm,
    privateKey,
    spki: Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' })),
    keyId: async () => kid,
    publicJwk: async () => ({ ...jwk, kid, alg: algorithm, use: 'sig' }),
    sign: async (data) =>
      Uint8Array.from(
        sign(algorithm === 'ES384' ? 'sha384' : 'sha256', data, {
          key: privateKey,
          ...(algorithm !== 'RS256' && { dsaEncoding: 'ieee-p1363' as const }),
        }),
      ),
  };
}
