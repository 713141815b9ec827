import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackChannel } from '../../support/back-channel.ts';
import { type Desk, deskOf, type PartyKey, partyKey } from '../../support/oidc-library.ts';
import { CALLBACK } from '../../support/relying-party.ts';
import type { SignInService } from '../../support/sign-in.ts';

let service: SignInService;
let desk: Desk;
let as: oauth.AuthorizationServer;
let key: PartyKey;

const HTTP = { [oauth.allowInsecureRequests]: true };
const RP: oauth.Client = { client_id: 'rp', id_token_signed_response_alg: 'ES256' };

beforeAll(async () => {
  service = await startBackChannel();
  desk = deskOf(service, await service.personWithPhone());
  key = await partyKey('ES256');
  await service.register({
    client_id: 'rp',
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [key.jwk] },
    scope: 'openid profile email offline_access',
    grant_types: ['authorization_code', 'refresh_token'],
  });
  const issuer = new URL(service.issuer);
  as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, HTTP));
});
afterAll(() => service.stop());

const byKey = (): oauth.ClientAuth => oauth.PrivateKeyJwt({ key: key.key, kid: key.kid });

/** As the library's examples do it: PAR and DPoP, one nonce retry each, every check left to the library. */
async function signIn(scope: string, DPoP: oauth.DPoPHandle) {
  const [verifier, nonce, state] = [
    oauth.generateRandomCodeVerifier(),
    oauth.generateRandomNonce(),
    oauth.generateRandomState(),
  ];
  const request = {
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope,
    prompt: 'consent',
    nonce,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  const par = await retryOnce(async () =>
    oauth.processPushedAuthorizationResponse(
      as,
      RP,
      await oauth.pushedAuthorizationRequest(as, RP, byKey(), request, { DPoP, ...HTTP }),
    ),
  );
  const query = new URLSearchParams({ client_id: 'rp', request_uri: par.request_uri });
  const { url } = await desk.go(`${as.authorization_endpoint}?${query}`);
  const parameters = oauth.validateAuthResponse(as, RP, url, state);
  const tokens = await retryOnce(async () => {
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      RP,
      byKey(),
      parameters,
      CALLBACK,
      verifier,
      {
        DPoP,
        ...HTTP,
      },
    );
    return await oauth.processAuthorizationCodeResponse(as, RP, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
  });
  return { tokens, claims: oauth.getValidatedIdTokenClaims(tokens) };
}

/** RFC 9449 §8: a server may answer the first proof with a nonce. */
const retryOnce = async <T>(attempt: () => Promise<T>): Promise<T> =>
  attempt().catch((error) => {
    if (oauth.isDPoPNonceError(error)) return attempt();
    throw error;
  });

describe('the whole flow with oauth4webapi', () => {
  it('B1 B2 B6 B9: PAR, DPoP, code, userinfo, refresh, revocation', async () => {
    const DPoP = oauth.DPoP(RP, await oauth.generateKeyPair('ES256'));
    const { tokens, claims } = await signIn('openid profile offline_access', DPoP);
    expect(tokens.token_type).toBe('dpop');
    const sub = claims?.sub ?? '';
    const info = await oauth.userInfoRequest(as, RP, tokens.access_token, { DPoP, ...HTTP });
    expect(await oauth.processUserInfoResponse(as, RP, sub, info)).toMatchObject({ family_name: 'MARTIN' });
    const refreshed = await oauth.processRefreshTokenResponse(
      as,
      RP,
      await oauth.refreshTokenGrantRequest(as, RP, byKey(), tokens.refresh_token ?? '', { DPoP, ...HTTP }),
    );
    expect(refreshed.token_type).toBe('dpop');
    const revoked = await oauth.revocationRequest(as, RP, byKey(), refreshed.refresh_token ?? '', HTTP);
    expect(await oauth.processRevocationResponse(revoked)).toBeUndefined();
    const spent = await oauth.userInfoRequest(as, RP, refreshed.access_token, { DPoP, ...HTTP });
    const refused = await oauth.processUserInfoResponse(as, RP, sub, spent).catch((error) => error);
    expect(refused).toBeInstanceOf(oauth.WWWAuthenticateChallengeError);
  });

  it('B7: OIDC Core §3.1.3.7: the ID token’s signature, by the published keys', async () => {
    const DPoP = oauth.DPoP(RP, await oauth.generateKeyPair('ES256'));
    const verifier = oauth.generateRandomCodeVerifier();
    const query = new URLSearchParams({
      client_id: 'rp',
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'openid',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const { url } = await desk.go(`${as.authorization_endpoint}?${query}`);
    const parameters = oauth.validateAuthResponse(as, RP, url, oauth.expectNoState);
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      RP,
      byKey(),
      parameters,
      CALLBACK,
      verifier,
      {
        DPoP,
        ...HTTP,
      },
    );
    await oauth.processAuthorizationCodeResponse(as, RP, response, { requireIdToken: true });
    await oauth.validateApplicationLevelSignature(as, response, HTTP);
  });

  it('B1: RFC 9207 §2.4: the library refuses our answer where another issuer is expected', async () => {
    const { url } = await desk.go(
      `${as.authorization_endpoint}?${new URLSearchParams({
        client_id: 'rp',
        redirect_uri: CALLBACK,
        response_type: 'code',
        scope: 'openid',
        code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()),
        code_challenge_method: 'S256',
      })}`,
    );
    const other = { ...as, issuer: 'https://other.example' };
    expect(() => oauth.validateAuthResponse(other, RP, url, oauth.expectNoState)).toThrow(/issuer/i);
  });
});
