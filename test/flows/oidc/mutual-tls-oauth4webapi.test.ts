import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CIBA_GRANT } from '../../../lambdas/domain/client/client.ts';
import { type BackChannelService, startBackChannel } from '../../support/back-channel.ts';
import type { TestCertificate } from '../../support/client-certificates.ts';
import type { TestMutualTls } from '../../support/mutual-tls.ts';
import { approveOnPhone, type Desk, deskOf } from '../../support/oidc-library.ts';
import { CALLBACK } from '../../support/relying-party.ts';

let service: BackChannelService;
let mutualTls: TestMutualTls;
let desk: Desk;
let as: oauth.AuthorizationServer;
let certificate: TestCertificate;

const RP: oauth.Client = {
  client_id: 'tax',
  id_token_signed_response_alg: 'ES256',
  use_mtls_endpoint_aliases: true,
};
const byCertificate = oauth.TlsClientAuth();

beforeAll(async () => {
  service = await startBackChannel({}, { mutualTls: true });
  mutualTls = service.mutualTls as TestMutualTls;
  desk = deskOf(service, await service.personWithPhone());
  certificate = mutualTls.authority.issue('tax.example');
  await service.register({
    client_id: 'tax',
    token_endpoint_auth_method: 'tls_client_auth',
    tls_client_auth_subject_dn: 'CN=tax.example',
    tls_client_certificate_bound_access_tokens: true,
    scope: 'openid profile offline_access',
    grant_types: ['authorization_code', 'refresh_token', CIBA_GRANT],
    backchannel_token_delivery_mode: 'poll',
  });
  const issuer = new URL(service.issuer);
  const discovered = await oauth.discoveryRequest(issuer, { [oauth.allowInsecureRequests]: true });
  as = await oauth.processDiscoveryResponse(issuer, discovered);
});
afterAll(() => service.stop());

/** Every call by TLS, with this certificate. */
const over = (shown: TestCertificate | undefined = certificate) => ({
  [oauth.customFetch]: mutualTls.fetchWith(shown) as typeof fetch,
});

async function signIn(at = over()) {
  const [verifier, nonce, state] = [
    oauth.generateRandomCodeVerifier(),
    oauth.generateRandomNonce(),
    oauth.generateRandomState(),
  ];
  const request = {
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid profile offline_access',
    prompt: 'consent',
    nonce,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  const pushed = await oauth.pushedAuthorizationRequest(as, RP, byCertificate, request, at);
  const { request_uri } = await oauth.processPushedAuthorizationResponse(as, RP, pushed);
  const query = new URLSearchParams({ client_id: RP.client_id, request_uri });
  const { url } = await desk.go(`${as.authorization_endpoint}?${query}`);
  const parameters = oauth.validateAuthResponse(as, RP, url, state);
  const response = await oauth.authorizationCodeGrantRequest(
    as,
    RP,
    byCertificate,
    parameters,
    CALLBACK,
    verifier,
    at,
  );
  return await oauth.processAuthorizationCodeResponse(as, RP, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
}

describe('RFC 8705 with oauth4webapi, over TLS', () => {
  it('B9: RFC 8705 §3.3, §5: discovery names the host, its endpoints, the method and bound tokens', () => {
    expect(as.tls_client_certificate_bound_access_tokens).toBe(true);
    expect(as.token_endpoint_auth_methods_supported).toContain('tls_client_auth');
    expect(as.token_endpoint_auth_methods_supported).not.toContain('self_signed_tls_client_auth');
    const aliases = as.mtls_endpoint_aliases as Record<string, string>;
    expect(Object.keys(aliases).sort()).toEqual([
      'backchannel_authentication_endpoint',
      'introspection_endpoint',
      'pushed_authorization_request_endpoint',
      'revocation_endpoint',
      'token_endpoint',
      'userinfo_endpoint',
    ]);
    for (const alias of Object.values(aliases)) expect(alias).toMatch(`${mutualTls.origin}/oauth/`);
  });

  it('B9: RFC 8705 §2.1, §3: PAR, code, userinfo, refresh, introspection, revocation', async () => {
    const tokens = await signIn();
    const sub = oauth.getValidatedIdTokenClaims(tokens)?.sub ?? '';
    const info = await oauth.userInfoRequest(as, RP, tokens.access_token, over());
    expect(await oauth.processUserInfoResponse(as, RP, sub, info)).toMatchObject({ family_name: 'MARTIN' });
    const refreshed = await oauth.processRefreshTokenResponse(
      as,
      RP,
      await oauth.refreshTokenGrantRequest(as, RP, byCertificate, tokens.refresh_token ?? '', over()),
    );
    const asked = await oauth.introspectionRequest(as, RP, byCertificate, refreshed.access_token, over());
    const seen = await oauth.processIntrospectionResponse(as, RP, asked);
    expect(seen.cnf).toEqual({ 'x5t#S256': certificate.thumbprint });
    const token = refreshed.refresh_token ?? '';
    const revoked = await oauth.revocationRequest(as, RP, byCertificate, token, over());
    expect(await oauth.processRevocationResponse(revoked)).toBeUndefined();
  });

  it('B9: RFC 8705 §3: the library reads the refusal of another certificate as a challenge', async () => {
    const tokens = await signIn();
    const other = mutualTls.authority.issue('tax.example');
    const info = await oauth.userInfoRequest(as, RP, tokens.access_token, over(other));
    const refused = await oauth.processUserInfoResponse(as, RP, oauth.skipSubjectCheck, info).catch((e) => e);
    expect(refused).toBeInstanceOf(oauth.WWWAuthenticateChallengeError);
    expect(refused.cause[0]?.parameters.error).toBe('invalid_token');
  });

  it('B9: RFC 8705 §2.1: another subject is refused, and so is a client that shows nothing', async () => {
    const refusal = await signIn(over(mutualTls.authority.issue('other.example'))).catch((e) => e);
    expect(refusal.error ?? refusal.cause?.[0]?.parameters.error).toBe('invalid_client');
    await expect(signIn({ [oauth.customFetch]: mutualTls.fetchWith() as typeof fetch })).rejects.toThrow();
  });

  it('B9: RFC 8705 §2.1, CIBA Core §7.1: asked, approved and polled by certificate', async () => {
    const person = await service.personWithPhone();
    const parameters = { scope: 'openid', login_hint: person.identity.phone_number };
    const asked = await oauth.processBackchannelAuthenticationResponse(
      as,
      RP,
      await oauth.backchannelAuthenticationRequest(as, RP, byCertificate, parameters, over()),
    );
    await approveOnPhone(person);
    const polled = await oauth.processBackchannelAuthenticationGrantResponse(
      as,
      RP,
      await oauth.backchannelAuthenticationGrantRequest(as, RP, byCertificate, asked.auth_req_id, over()),
    );
    expect(oauth.getValidatedIdTokenClaims(polled)?.aud).toBe('tax');
  });
});
