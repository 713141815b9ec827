import { describe, expect, it } from 'vitest';
import { providerMetadata } from '../../../lambdas/domain/provider-metadata/provider-metadata.ts';
import { PUBLICATIONS, ROUTES } from '../../../lambdas/routes.ts';

const ISSUER = 'https://id.guichet.test';
const MTLS = 'https://mtls.guichet.test';
const plain = providerMetadata(ISSUER, { mtlsOrigin: '', selfRegistration: true });
const withMtls = providerMetadata(ISSUER, { mtlsOrigin: MTLS, selfRegistration: false });

const served = new Set<string>([...ROUTES, ...PUBLICATIONS].map(({ path }) => path));
const pathsIn = (metadata: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(metadata)
    .filter(([name, value]) => /_endpoint$|^jwks_uri$/.test(name) && typeof value === 'string')
    .map(([, value]) => new URL(String(value)).pathname);

describe('metadata of the provider', () => {
  it('B1: Discovery §3: every endpoint it names is served, and nothing required is missing', () => {
    expect(pathsIn(plain).filter((path) => !served.has(path))).toEqual([]);
    for (const name of [
      'issuer',
      'authorization_endpoint',
      'token_endpoint',
      'jwks_uri',
      'response_types_supported',
      'subject_types_supported',
      'id_token_signing_alg_values_supported',
    ]) {
      expect(plain, name).toHaveProperty(name);
    }
  });

  it('B9: RFC 9126 §5, CIBA Core §4, RFC 7662, RFC 7009, RFC 9449 §5.1, RFC 9207 §3, JARM §4: the rest of the protocol', () => {
    expect(plain).toMatchObject({
      pushed_authorization_request_endpoint: `${ISSUER}/oauth/par`,
      backchannel_authentication_endpoint: `${ISSUER}/oauth/backchannel-authentication`,
      backchannel_token_delivery_modes_supported: ['poll', 'ping'],
      introspection_endpoint: `${ISSUER}/oauth/introspect`,
      revocation_endpoint: `${ISSUER}/oauth/revoke`,
      authorization_response_iss_parameter_supported: true,
      request_uri_parameter_supported: false,
      code_challenge_methods_supported: ['S256'],
    });
    expect(plain.response_modes_supported).toEqual([
      'query',
      'form_post',
      'jwt',
      'query.jwt',
      'form_post.jwt',
    ]);
  });

  it('B9: RFC 8414 §2: no list names none or a shared secret for signatures', () => {
    for (const [name, values] of Object.entries(plain)) {
      if (!name.includes('signing_alg')) continue;
      expect(values, name).not.toContain('none');
      expect(String(values), name).not.toMatch(/HS\d/);
    }
  });

  it('B9: RFC 7662 §2.1: a public client is named where it may come, and not at introspection', () => {
    expect(plain.token_endpoint_auth_methods_supported).toContain('none');
    expect(plain.introspection_endpoint_auth_methods_supported).not.toContain('none');
  });

  it('B9: RFC 8705 §5: mutual TLS is told only where the deployment has a host for it', () => {
    expect(plain).not.toHaveProperty('mtls_endpoint_aliases');
    expect(plain.tls_client_certificate_bound_access_tokens).toBe(false);
    expect(plain.token_endpoint_auth_methods_supported).not.toContain('tls_client_auth');
    expect(withMtls.mtls_endpoint_aliases).toMatchObject({ token_endpoint: `${MTLS}/oauth/token` });
    expect(withMtls.tls_client_certificate_bound_access_tokens).toBe(true);
    expect(withMtls.token_endpoint_auth_methods_supported).toContain('tls_client_auth');
  });

  it('B12: RFC 7591: registration is told only where people may register', () => {
    expect(plain.registration_endpoint).toBe(`${ISSUER}/oauth/register`);
    expect(withMtls).not.toHaveProperty('registration_endpoint');
  });
});
