import { compactDecrypt, createLocalJWKSet, exportJWK, generateKeyPair, type JWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedKeys } from '../../../lambdas/adapters/aws/token-signers.ts';
import type { Account } from '../../../lambdas/domain/account/account.ts';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { ISSUER, startTokenService, type TokenService } from '../../support/token-service.ts';

let service: TokenService;
let person: Account;
let keys: JWK[];

beforeAll(async () => {
  service = await startTokenService();
  person = await service.person();
  keys = [...(await publishedKeys({ table: 'signing-keys' })(new Date()))];
});
afterAll(() => service.stop());

const ask = async (client: Client) => {
  const { access_token, id_token } = await service.tokens(client, person);
  const headers = { authorization: `Bearer ${access_token}` };
  const answer = await service.call('GET', '/oauth/userinfo', { headers });
  return { ...answer, idToken: id_token as string };
};

describe('userinfo as a JWT', () => {
  it.each(['ES256', 'RS256'] as const)(
    'B7: OIDC Core §5.3.2: signed with %s where registered, with iss and aud, as application/jwt',
    async (alg) => {
      const client = await service.register({
        client_id: `signed-${alg}`,
        userinfo_signed_response_alg: alg,
      });
      const { headers, text } = await ask(client);
      expect(headers['content-type']).toBe('application/jwt');
      const { payload, protectedHeader } = await jwtVerify(text, createLocalJWKSet({ keys }), {
        issuer: ISSUER,
        audience: client.client_id,
      });
      expect(protectedHeader.alg).toBe(alg);
      expect(payload).toMatchObject({ family_name: 'MARTIN' });
    },
  );

  it('B2 B7: the franceconnect profile: ID token and userinfo signed, then encrypted to the client’s key', async () => {
    const pair = await generateKeyPair('ECDH-ES', { extractable: true });
    const client = await service.register({
      client_id: 'fc',
      profile: 'franceconnect',
      jwks: { keys: [{ ...(await exportJWK(pair.publicKey)), use: 'enc', kid: 'fc-1' }] },
      id_token_encrypted_response_alg: 'ECDH-ES',
      userinfo_signed_response_alg: 'ES256',
      userinfo_encrypted_response_alg: 'ECDH-ES',
    });
    const { headers, text, idToken } = await ask(client);
    expect(headers['content-type']).toBe('application/jwt');
    for (const jwe of [text, idToken]) {
      const { plaintext, protectedHeader } = await compactDecrypt(jwe, pair.privateKey);
      expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', cty: 'JWT', kid: 'fc-1' });
      const jws = new TextDecoder().decode(plaintext);
      await jwtVerify(jws, createLocalJWKSet({ keys }), { issuer: ISSUER, audience: 'fc' });
    }
  });

  it('B7: encryption without a signature is not given: what asks for it alone is signed as the ID token is', async () => {
    const pair = await generateKeyPair('RSA-OAEP-256', { extractable: true });
    const client = await service.register({
      client_id: 'enc-only',
      jwks: { keys: [{ ...(await exportJWK(pair.publicKey)), use: 'enc' }] },
      userinfo_encrypted_response_alg: 'RSA-OAEP-256',
    });
    const { text } = await ask(client);
    const { plaintext } = await compactDecrypt(text, pair.privateKey);
    await jwtVerify(new TextDecoder().decode(plaintext), createLocalJWKSet({ keys }), { issuer: ISSUER });
  });

  it('B1: cost: one read, and the person’s key where there are claims; nothing of the person where there are none', async () => {
    const client = await service.register({ client_id: 'rp' });
    const bare = { scopes: ['openid'], claims: { userinfo: [], idToken: [] } };
    const { access_token } = await service.tokens(client, person, bare);
    const call = () =>
      service.call('GET', '/oauth/userinfo', { headers: { authorization: `Bearer ${access_token}` } });
    expect(await service.costs(call)).toEqual({ 'DynamoDB.BatchGetItem': 1 });
    expect(Object.keys((await call()).body)).toEqual(['sub']);
  });
});
