import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../../lambdas/routes.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let metadata: oauth.AuthorizationServer;

const HTTP = { [oauth.allowInsecureRequests]: true };

beforeAll(async () => {
  service = await startSignInService();
  const issuer = new URL(service.issuer);
  const response = await oauth.discoveryRequest(issuer, { ...HTTP, algorithm: 'oidc' });
  metadata = await oauth.processDiscoveryResponse(issuer, response);
});
afterAll(() => service.stop());

describe('discovery with oauth4webapi', () => {
  it('B1: OpenID Connect Discovery §3: everything REQUIRED is there, and the issuer is the address', () => {
    expect(metadata.issuer).toBe(service.issuer);
    for (const name of [
      'authorization_endpoint',
      'token_endpoint',
      'userinfo_endpoint',
      'jwks_uri',
      'response_types_supported',
      'subject_types_supported',
      'id_token_signing_alg_values_supported',
      'scopes_supported',
      'claims_supported',
      'acr_values_supported',
    ]) {
      expect(metadata[name], name).toBeDefined();
    }
    expect(metadata.id_token_signing_alg_values_supported).toContain('RS256');
    expect(metadata.scopes_supported).toContain('openid');
  });

  it('B1: OpenID Connect Discovery §3: every published endpoint is served', () => {
    const paths = ROUTES.map(({ path }) => `${service.issuer}${path}`);
    for (const [name, address] of Object.entries(metadata)) {
      if (name.endsWith('_endpoint')) expect(paths, name).toContain(address);
    }
  });

  it('B1: RFC 8414 §3: the same metadata for OAuth 2.0 clients', async () => {
    const issuer = new URL(service.issuer);
    const response = await oauth.discoveryRequest(issuer, { ...HTTP, algorithm: 'oauth2' });
    expect(await oauth.processDiscoveryResponse(issuer, response)).toEqual(metadata);
  });

  it('B1: Discovery §3: what is not served is not published: only code, no implicit answer, no unsigned token', () => {
    expect(metadata.response_types_supported).toEqual(['code']);
    expect(metadata.grant_types_supported).not.toContain('implicit');
    expect(metadata.request_uri_parameter_supported).toBe(false);
    const algorithms = Object.entries(metadata).filter(([name]) => name.includes('_alg_values'));
    for (const [name, values] of algorithms) expect(values, name).not.toContain('none');
    expect(metadata.code_challenge_methods_supported).toEqual(['S256']);
  });

  it('B9: FAPI 2.0 §5.3.2.2, RFC 9207 §3, Back-Channel Logout §2.1, CIBA Core §4: what those profiles look for', () => {
    expect(metadata).toMatchObject({
      authorization_response_iss_parameter_supported: true,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      end_session_endpoint: `${service.issuer}/oauth/end-session`,
      pushed_authorization_request_endpoint: `${service.issuer}/oauth/par`,
      backchannel_authentication_endpoint: `${service.issuer}/oauth/backchannel-authentication`,
      backchannel_token_delivery_modes_supported: ['poll', 'ping'],
      claims_parameter_supported: true,
    });
    expect(metadata.dpop_signing_alg_values_supported).toContain('ES256');
    expect(metadata.response_modes_supported).toEqual(
      expect.arrayContaining(['query', 'form_post', 'jwt', 'query.jwt', 'form_post.jwt']),
    );
  });

  it('B1: RFC 7517 §5: the JWKS holds public signing keys only, each with kid, use and alg', async () => {
    const { keys } = (await (await fetch(metadata.jwks_uri ?? '')).json()) as { keys: { kid: string }[] };
    expect(keys.length).toBeGreaterThan(1);
    for (const key of keys) {
      expect(key).toMatchObject({
        kid: expect.any(String),
        use: 'sig',
        alg: expect.stringMatching(/^[ER]S256$/),
      });
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) expect(key).not.toHaveProperty(secret);
    }
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
  });

  it('B1: Fetch §3.2: pages of other origins may read discovery, keys and tokens, without credentials', async () => {
    const headers = { origin: 'https://my-page.example' };
    for (const address of [`${service.issuer}/.well-known/openid-configuration`, metadata.jwks_uri ?? '']) {
      const answer = await fetch(address, { headers });
      expect(answer.headers.get('access-control-allow-origin'), address).toBe('*');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    }
    const preflight = await fetch(metadata.userinfo_endpoint ?? '', {
      method: 'OPTIONS',
      headers: {
        ...headers,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization,dpop',
      },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toMatch(
      /authorization.*dpop/,
    );
  });
});
