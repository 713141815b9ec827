import { compactDecrypt, decodeJwt, decodeProtectedHeader } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Arrival,
  type Desk,
  deskOf,
  partyKey,
  preparedRequest,
  registeredByKey,
} from '../../support/oidc-library.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let desk: Desk;
let config: client.Configuration;

beforeAll(async () => {
  service = await startSignInService();
  desk = deskOf(service, await service.personWithPhone());
  ({ config } = await registeredByKey(service, { client_id: 'rp' }));
});
afterAll(() => service.stop());

async function arrive(
  at: client.Configuration,
  parameters: Record<string, string>,
  decision: 'allow' | 'deny' = 'allow',
): Promise<{ arrival: Arrival; checks: client.AuthorizationCodeGrantChecks }> {
  const prepared = await preparedRequest(parameters);
  const url = client.buildAuthorizationUrl(at, prepared.parameters);
  // With useJwtResponseMode openid-client writes `jwt` over what is asked.
  if (parameters.response_mode !== undefined) url.searchParams.set('response_mode', parameters.response_mode);
  return { arrival: await desk.go(url, decision), checks: prepared.checks };
}

/** A second configuration of the same client that expects signed answers. */
async function jarmConfig(metadata: Parameters<typeof registeredByKey>[1]): Promise<client.Configuration> {
  const { authorization_signed_response_alg = 'ES256' } = metadata;
  const { config } = await registeredByKey(service, metadata, { authorization_signed_response_alg });
  client.useJwtResponseMode(config);
  return config;
}

describe('how the answer comes, with openid-client', () => {
  it('B1: Form Post Response Mode §2: the answer is posted, with iss and state', async () => {
    const { arrival, checks } = await arrive(config, { response_mode: 'form_post' });
    expect(arrival.request.method).toBe('POST');
    expect(arrival.url.search).toBe('');
    expect([...arrival.parameters.keys()].sort()).toEqual(['code', 'iss', 'state']);
    const tokens = await client.authorizationCodeGrant(config, arrival.request, checks);
    expect(tokens.claims()).toMatchObject({ aud: 'rp' });
  });

  it('B1: Form Post Response Mode §2: an error is posted too', async () => {
    const { arrival, checks } = await arrive(config, { response_mode: 'form_post' }, 'deny');
    expect(arrival.request.method).toBe('POST');
    await expect(client.authorizationCodeGrant(config, arrival.request, checks)).rejects.toMatchObject({
      error: 'access_denied',
    });
    const wrong = await arrive(config, { response_mode: 'form_post', prompt: 'none login' });
    expect(wrong.arrival.request.method).toBe('POST');
    expect(wrong.arrival.parameters.get('error')).toBe('invalid_request');
  });

  it('B1: OAuth Multiple Response Types §2.1: an unknown response_mode is invalid_request', async () => {
    const { arrival, checks } = await arrive(config, { response_mode: 'fragment' });
    await expect(client.authorizationCodeGrant(config, arrival.request, checks)).rejects.toMatchObject({
      error: 'invalid_request',
    });
  });

  it('B9: JARM §2.3.1: the answer is one signed JWT, which openid-client verifies by the JWKS', async () => {
    const jarm = await jarmConfig({ client_id: 'jarm', authorization_signed_response_alg: 'ES256' });
    const { arrival, checks } = await arrive(jarm, {});
    expect([...arrival.parameters.keys()]).toEqual(['response']);
    const response = arrival.parameters.get('response') ?? '';
    expect(decodeProtectedHeader(response)).toMatchObject({ alg: 'ES256', kid: expect.any(String) });
    const { iss, aud, exp = 0 } = decodeJwt(response);
    expect({ iss, aud }).toEqual({ iss: service.issuer, aud: 'jarm' });
    expect(exp).toBeLessThan(Date.now() / 1000 + 601);
    const tokens = await client.authorizationCodeGrant(jarm, arrival.request, checks);
    expect(tokens.claims()).toMatchObject({ aud: 'jarm' });
  });

  it('B9: JARM §2.3.3: form_post.jwt; RS256 where the client registered it', async () => {
    const jarm = await jarmConfig({ client_id: 'jarm-rs', authorization_signed_response_alg: 'RS256' });
    const { arrival, checks } = await arrive(jarm, { response_mode: 'form_post.jwt' });
    expect(arrival.request.method).toBe('POST');
    expect(decodeProtectedHeader(arrival.parameters.get('response') ?? '').alg).toBe('RS256');
    const tokens = await client.authorizationCodeGrant(jarm, arrival.request, checks);
    expect(tokens.claims()).toMatchObject({ aud: 'jarm-rs' });
  });

  it('B9: JARM §2.1: an error comes signed', async () => {
    const jarm = await jarmConfig({ client_id: 'jarm-error', authorization_signed_response_alg: 'ES256' });
    const { arrival, checks } = await arrive(jarm, {}, 'deny');
    expect([...arrival.parameters.keys()]).toEqual(['response']);
    await expect(client.authorizationCodeGrant(jarm, arrival.request, checks)).rejects.toMatchObject({
      error: 'access_denied',
    });
  });

  it('B9: JARM §2.2: the signed answer is encrypted to the key that the client registered', async () => {
    const decryption = await partyKey('ECDH-ES', 'enc-key', 'enc');
    const metadata = {
      client_id: 'jarm-enc',
      authorization_signed_response_alg: 'ES256',
      authorization_encrypted_response_alg: 'ECDH-ES',
      authorization_encrypted_response_enc: 'A256GCM',
      jwks: { keys: [decryption.jwk] },
    } as const;
    const jarm = await jarmConfig(metadata);
    client.enableDecryptingResponses(jarm, ['A256GCM'], { key: decryption.key, kid: decryption.kid });
    const { arrival, checks } = await arrive(jarm, {});
    const { protectedHeader } = await compactDecrypt(
      arrival.parameters.get('response') ?? '',
      decryption.key,
    );
    expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', cty: 'JWT', kid: 'enc-key' });
    const tokens = await client.authorizationCodeGrant(jarm, arrival.request, checks);
    expect(tokens.claims()).toMatchObject({ aud: 'jarm-enc' });
  });
});
