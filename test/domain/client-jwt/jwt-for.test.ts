import { generateKeyPairSync, sign } from 'node:crypto';
import { compactDecrypt, exportJWK, generateKeyPair, type JWK, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Client, KeyManagementAlgorithm } from '../../../lambdas/domain/client/client.ts';
import { jwtFor } from '../../../lambdas/domain/client-jwt/jwt-for.ts';
import { rememberedClientKeys } from '../../../lambdas/domain/client-keys/remembered-client-keys.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signer = {
  algorithm: 'ES256' as const,
  keyId: async () => 'ours',
  publicJwk: async () => ({}),
  sign: async (data: Uint8Array) => sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
};
const clientKeys = rememberedClientKeys({
  door: {
    call: async () => {
      throw new Error('no address is called for keys by value');
    },
  },
  now: Date.now,
});
const clientWith = (keys: readonly JWK[]): Client =>
  ({ client_id: `rp-${Math.random()}`, profile: 'standard', jwks: { keys } }) as unknown as Client;
const secretFor = (client: Client, encryptedBy?: KeyManagementAlgorithm): Promise<string> =>
  jwtFor(
    client,
    { typ: 'JWT', claims: { iss: 'us', secret: 'été' }, signedBy: 'ES256', encryptedBy },
    new Date(),
    {
      signers: async () => signer,
      clientKeys,
    },
  );

describe('a JWT for a client', () => {
  it.each(['ECDH-ES', 'RSA-OAEP', 'RSA-OAEP-256'] as const)(
    'B7: OIDC Core §10.2: signed, then encrypted with %s and A256GCM, under the client’s own key',
    async (alg) => {
      const pair = await generateKeyPair(alg, { extractable: true });
      const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'theirs', use: 'enc', alg };
      const jwe = await secretFor(clientWith([jwk]), alg);
      const { plaintext, protectedHeader } = await compactDecrypt(jwe, pair.privateKey);
      expect(protectedHeader).toMatchObject({ alg, enc: 'A256GCM', cty: 'JWT', kid: 'theirs' });
      const jws = new TextDecoder().decode(plaintext);
      const { payload } = await jwtVerify(jws, publicKey, { issuer: 'us', typ: 'JWT' });
      expect(payload.secret).toBe('été');
    },
  );

  it('B7: RFC 7517 §4.2: a key for signatures is not encrypted to; without another the client is told', async () => {
    const signing = await generateKeyPair('ES256', { extractable: true });
    const client = clientWith([{ ...(await exportJWK(signing.publicKey)), use: 'sig' }]);
    await expect(secretFor(client, 'ECDH-ES')).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(secretFor(clientWith([]), 'RSA-OAEP')).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('X1: a key that is well-formed and none all the same is told to the client, and no failure of ours', async () => {
    const smallOrder: JWK = { kty: 'OKP', crv: 'X25519', x: Buffer.alloc(32).toString('base64url') };
    const evenModulus: JWK = { kty: 'RSA', n: Buffer.alloc(256, 0x80).toString('base64url'), e: 'AQAB' };
    for (const [jwk, alg] of [
      [smallOrder, 'ECDH-ES'],
      [evenModulus, 'RSA-OAEP-256'],
    ] as const) {
      const refused = secretFor(clientWith([jwk]), alg);
      await expect(refused).rejects.toMatchObject({ code: 'invalid_request' });
    }
  });

  it('B7: a client that registered no encryption gets the signed JWT', async () => {
    expect((await secretFor(clientWith([]))).split('.')).toHaveLength(3);
  });

  it('B7: two encryptions of the same have nothing in common', async () => {
    const pair = await generateKeyPair('ECDH-ES', { extractable: true });
    const client = clientWith([{ ...(await exportJWK(pair.publicKey)) }]);
    const [one, two] = [await secretFor(client, 'ECDH-ES'), await secretFor(client, 'ECDH-ES')];
    expect(one.split('.')[3]).not.toBe(two.split('.')[3]);
  });
});
