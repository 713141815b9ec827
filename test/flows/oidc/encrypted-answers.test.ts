import { decodeProtectedHeader } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { type Desk, deskOf, partyKey, registeredByKey, signInWith } from '../../support/oidc-library.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let desk: Desk;

beforeAll(async () => {
  service = await startSignInService();
  desk = deskOf(service, await service.personWithPhone());
});
afterAll(() => service.stop());

async function registered(metadata: Partial<Client> & { client_id: string }): Promise<client.Configuration> {
  const { userinfo_signed_response_alg } = metadata;
  const told = userinfo_signed_response_alg && { userinfo_signed_response_alg };
  return (await registeredByKey(service, metadata, told)).config;
}

/** What userinfo answers, before the library opens it. */
async function rawUserinfo(config: client.Configuration, token: string): Promise<[string, string]> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(config.serverMetadata().userinfo_endpoint ?? '', { headers });
  return [response.headers.get('content-type') ?? '', await response.text()];
}

describe('signed and encrypted answers with openid-client', () => {
  it.each(['ECDH-ES', 'RSA-OAEP', 'RSA-OAEP-256'] as const)(
    'B7: OIDC Core §16.14: ID token and userinfo signed, then encrypted by %s and A256GCM',
    async (alg) => {
      const { key, kid, jwk } = await partyKey(alg, 'enc-key', 'enc');
      const config = await registered({
        client_id: `enc-${alg}`,
        id_token_encrypted_response_alg: alg,
        id_token_encrypted_response_enc: 'A256GCM',
        userinfo_signed_response_alg: 'ES256',
        userinfo_encrypted_response_alg: alg,
        userinfo_encrypted_response_enc: 'A256GCM',
        jwks: { keys: [jwk] },
      });
      client.enableDecryptingResponses(config, ['A256GCM'], { key, kid });
      const tokens = await signInWith(config, desk);
      expect(decodeProtectedHeader(tokens.id_token ?? '')).toMatchObject({
        alg,
        enc: 'A256GCM',
        cty: 'JWT',
        kid: 'enc-key',
      });
      const [type, text] = await rawUserinfo(config, tokens.access_token);
      expect(type).toMatch('application/jwt');
      expect(text.split('.')).toHaveLength(5);
      const userinfo = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
      expect(userinfo).toMatchObject({ family_name: 'MARTIN', iss: service.issuer });
    },
  );

  it.each(['ES256', 'RS256'] as const)(
    'B7: OIDC Core §5.3.2: userinfo as a JWT signed by %s',
    async (alg) => {
      const config = await registered({ client_id: `signed-${alg}`, userinfo_signed_response_alg: alg });
      client.enableNonRepudiationChecks(config);
      const tokens = await signInWith(config, desk);
      const userinfo = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
      expect(userinfo).toMatchObject({ aud: `signed-${alg}`, iss: service.issuer, family_name: 'MARTIN' });
    },
  );

  it('B7: an ID token signed by RS256 where the client registered it, verified by the JWKS', async () => {
    const config = await registered({ client_id: 'rs256', id_token_signed_response_alg: 'RS256' });
    client.enableNonRepudiationChecks(config);
    const tokens = await signInWith(config, desk);
    expect(decodeProtectedHeader(tokens.id_token ?? '').alg).toBe('RS256');
  });
});
