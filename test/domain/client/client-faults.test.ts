import { generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { clientFaults } from '../../../lambdas/domain/client/client-faults.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';

const GOOD: Client = {
  client_id: 'rp',
  client_name: 'RP',
  redirect_uris: ['https://rp.example/cb', 'http://127.0.0.1:4001/cb'],
  sector_identifier: 'rp.example',
  token_endpoint_auth_method: 'client_secret_post',
  client_secret_hash: hashSecret('x'.repeat(32)),
  id_token_signed_response_alg: 'ES256',
  scope: 'openid email',
  profile: 'standard',
  status: 'active',
};
const { sector_identifier: _sector, client_secret_hash: _hash, ...BARE } = GOOD;

/** A system of an organisation: no person is ever sent to it. */
const SYSTEM: Client = {
  ...BARE,
  client_secret_hash: hashSecret('x'.repeat(32)),
  redirect_uris: [],
  grant_types: ['client_credentials'],
  scope: 'letters',
  organisation_id: '130025265',
};
const BOTH: Client = {
  ...GOOD,
  grant_types: ['authorization_code', 'client_credentials'],
  scope: 'openid letters',
  organisation_id: '130025265',
};

describe('a registration', () => {
  it('E1: RFC 7591 §2: an organisation’s system needs no redirect URI', () => {
    expect([clientFaults(SYSTEM), clientFaults(BOTH)]).toEqual([[], []]);
  });

  it('B2: RFC 7591 §2: a good one has no fault', () => expect(clientFaults(GOOD)).toEqual([]));

  it('B10: its logo comes along as data', () => {
    expect(clientFaults({ ...GOOD, logo_uri: 'data:image/svg+xml;base64,PHN2Zy8+' })).toEqual([]);
  });

  it.each<[string, Client]>([
    ['no redirect URI', { ...GOOD, redirect_uris: [] }],
    ['a relative one', { ...GOOD, redirect_uris: ['/cb'] }],
    ['RFC 6749 §3.1.2: a fragment', { ...GOOD, redirect_uris: ['https://rp.example/cb#x'] }],
    ['plain http', { ...GOOD, redirect_uris: ['http://rp.example/cb'] }],
    ['a script', { ...GOOD, redirect_uris: ['javascript:alert(1)'] }],
    ['OIDC Core §8.1: several hosts without sector', { ...BARE, client_secret_hash: 'x'.repeat(43) }],
    ['no secret', { ...BARE, redirect_uris: ['https://rp.example/cb'] }],
    ['a secret in clear', { ...GOOD, client_secret_hash: 'secret' }],
    ['private_key_jwt without keys', { ...GOOD, token_endpoint_auth_method: 'private_key_jwt' }],
    ['a private key', { ...GOOD, jwks: { keys: [{ kty: 'EC', d: 'x' }] } }],
    [
      'RFC 7518 §6.2.1: the example’s key, pasted as it stands',
      { ...GOOD, jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: '…', y: '…' }] } },
    ],
    ['no openid', { ...GOOD, scope: 'email' }],
    ['a logo elsewhere', { ...GOOD, logo_uri: 'https://rp.example/logo.svg' }],
    ['a logo that is a page', { ...GOOD, logo_uri: 'data:text/html;base64,PHA+' }],
    ['a large logo', { ...GOOD, logo_uri: `data:image/png;base64,${'A'.repeat(32_768)}` }],
    ['a script for terms', { ...GOOD, tos_uri: 'javascript:alert(1)' }],
    ['RFC 7591 §2: an unknown grant', { ...GOOD, grant_types: ['password'] as never }],
    ['no grant at all', { ...GOOD, redirect_uris: [], grant_types: [] }],
    ['client_credentials without organisation', { ...SYSTEM, organisation_id: undefined }],
    ['client_credentials with a scope of persons', { ...SYSTEM, scope: 'openid' }],
    ['both grants without redirect URI', { ...BOTH, redirect_uris: [] }],
    ['both grants without openid', { ...BOTH, scope: 'letters' }],
    ['spaces in client_id', { ...GOOD, client_id: 'a b' }],
  ])('B2: %s is named', (_name, client) => {
    expect(clientFaults(client)).toHaveLength(1);
  });
});

const publicJwk = (pair: { publicKey: { export(options: { format: 'jwk' }): object } }): JWK =>
  pair.publicKey.export({ format: 'jwk' }) as JWK;
const EC = publicJwk(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const RSA = publicJwk(generateKeyPairSync('rsa', { modulusLength: 2048 }));
const SHORT_RSA = publicJwk(generateKeyPairSync('rsa', { modulusLength: 1024 }));

const BY_KEY: Client = {
  ...BARE,
  redirect_uris: ['https://rp.example/cb'],
  token_endpoint_auth_method: 'private_key_jwt',
  jwks: { keys: [EC] },
};
const PUBLIC: Client = {
  ...BARE,
  redirect_uris: ['https://rp.example/cb'],
  token_endpoint_auth_method: 'none',
};
const NATIVE: Client = { ...PUBLIC, application_type: 'native', sector_identifier: 'rp.example' };
const FAPI: Client = { ...BY_KEY, profile: 'fapi2' };
const CIBA: Client = {
  ...BY_KEY,
  grant_types: ['urn:openid:params:grant-type:ciba'],
  backchannel_token_delivery_mode: 'ping',
  backchannel_client_notification_endpoint: 'https://rp.example/ping',
};

describe('registrations of every kind that are good', () => {
  it.each<[string, Client]>([
    ['keys by value', BY_KEY],
    ['keys by address', { ...BY_KEY, jwks: undefined, jwks_uri: 'https://rp.example/jwks' }],
    ['a public client', PUBLIC],
    ['RFC 8252 §7.1: a scheme of its own', { ...NATIVE, redirect_uris: ['com.example.app:/cb'] }],
    ['RFC 8252 §7.3: a loopback address', { ...NATIVE, redirect_uris: ['http://127.0.0.1/cb'] }],
    ['FAPI 2.0 by key', FAPI],
    [
      'FAPI 2.0 by certificate',
      {
        ...FAPI,
        jwks: undefined,
        token_endpoint_auth_method: 'tls_client_auth',
        tls_client_auth_subject_dn: 'CN=rp,O=Example',
      },
    ],
    ['FAPI 2.0 Message Signing', { ...FAPI, profile: 'fapi2-message-signing' }],
    ['CIBA with ping', CIBA],
    [
      'offline access',
      { ...BY_KEY, grant_types: ['authorization_code', 'refresh_token'], scope: 'openid offline_access' },
    ],
    [
      'encrypted ID tokens',
      {
        ...BY_KEY,
        id_token_encrypted_response_alg: 'ECDH-ES',
        id_token_encrypted_response_enc: 'A256GCM',
      },
    ],
  ])('B2 B9: %s', (_name, client) => expect(clientFaults(client)).toEqual([]));
});

describe('what the rest of the protocol forbids', () => {
  it.each<[string, string, Client]>([
    ['X2: a name that turns round what follows', 'client_name', { ...BY_KEY, client_name: 'Bank\u202e' }],
    ['X2: a name of two lines', 'client_name', { ...BY_KEY, client_name: 'Bank\nof France' }],
    ['X2: a purpose with what nobody sees', 'purpose.en must', { ...BY_KEY, purpose: { en: 'pay\u200b' } }],
    [
      'X2: one reason of many',
      'claim_purposes.email must',
      { ...BY_KEY, claim_purposes: { gender: 'To greet you.', email: 'To\nwrite.' } },
    ],
    ['RFC 7591 §2: jwks and jwks_uri', 'jwks', { ...BY_KEY, jwks_uri: 'https://rp.example/jwks' }],
    ['jwks_uri without TLS', 'jwks_uri', { ...BY_KEY, jwks: undefined, jwks_uri: 'http://rp.example/jwks' }],
    ['RFC 7518 §3.3: a short RSA key', 'jwks', { ...BY_KEY, jwks: { keys: [EC, SHORT_RSA] } }],
    ['a shared key', 'jwks', { ...BY_KEY, jwks: { keys: [EC, { kty: 'oct', k: 'AAAA' }] } }],
    [
      'RFC 6749 §4.4: client_credentials of a public client',
      'token_endpoint_auth_method',
      { ...SYSTEM, token_endpoint_auth_method: 'none' },
    ],
    [
      'CIBA Core §4: CIBA of a public client',
      'token_endpoint_auth_method',
      { ...CIBA, token_endpoint_auth_method: 'none' },
    ],
    [
      'CIBA Core §4: no delivery mode',
      'backchannel_token_delivery_mode',
      { ...CIBA, backchannel_token_delivery_mode: undefined },
    ],
    [
      'CIBA Core §4: ping without endpoint',
      'backchannel_client_notification_endpoint',
      { ...CIBA, backchannel_client_notification_endpoint: undefined },
    ],
    [
      'CIBA Core §4: ping without TLS',
      'backchannel_client_notification_endpoint',
      { ...CIBA, backchannel_client_notification_endpoint: 'http://rp.example/ping' },
    ],
    [
      'CIBA Core §4: user codes',
      'backchannel_user_code_parameter',
      { ...CIBA, backchannel_user_code_parameter: true },
    ],
    [
      'OIDC Core §8.1: no redirect URI and no sector',
      'sector_identifier_uri',
      { ...CIBA, redirect_uris: [] },
    ],
    [
      'OIDC Core §11: offline_access without refresh tokens',
      'scope',
      { ...BY_KEY, scope: 'openid offline_access' },
    ],
    [
      'RFC 7591 §2: refresh_token alone',
      'grant_types',
      { ...SYSTEM, grant_types: ['client_credentials', 'refresh_token'] },
    ],
    ['RFC 8252 §7.1: a scheme without a dot', 'redirect_uris', { ...NATIVE, redirect_uris: ['myapp:/cb'] }],
    [
      'RFC 8252 §7: a script as native address',
      'redirect_uris',
      { ...NATIVE, redirect_uris: ['javascript:alert(1)'] },
    ],
    [
      'RFC 8252 §7.1: a scheme of its own for a web page',
      'redirect_uris',
      { ...PUBLIC, sector_identifier: 'x', redirect_uris: ['com.example.app:/cb'] },
    ],
    [
      'OIDC Registration §2: localhost of a web client in production',
      'redirect_uris',
      {
        ...PUBLIC,
        application_type: 'web',
        environment: 'production',
        redirect_uris: ['http://localhost/cb'],
      },
    ],
    [
      'a name and password in an address',
      'redirect_uris',
      { ...PUBLIC, redirect_uris: ['https://a:b@rp.example/cb'] },
    ],
    [
      'letters that no Location header can hold',
      'redirect_uris',
      { ...PUBLIC, redirect_uris: ['https://rp.example/é'] },
    ],
    [
      'Back-Channel Logout §2.2: a fragment',
      'backchannel_logout_uri',
      { ...PUBLIC, backchannel_logout_uri: 'https://rp.example/out#x' },
    ],
    [
      'Back-Channel Logout §2.2: no TLS',
      'backchannel_logout_uri',
      { ...PUBLIC, backchannel_logout_uri: 'http://rp.example/out' },
    ],
    [
      'FAPI 2.0 §5.3.2.1: a secret',
      'token_endpoint_auth_method',
      { ...FAPI, token_endpoint_auth_method: 'client_secret_post', client_secret_hash: 'x'.repeat(43) },
    ],
    [
      'FAPI 2.0 §5.3.2.1: a public client',
      'token_endpoint_auth_method',
      { ...FAPI, token_endpoint_auth_method: 'none' },
    ],
    [
      'FAPI 2.0 §5.4.1: RS256 of the client',
      'token_endpoint_auth_signing_alg',
      { ...FAPI, jwks: { keys: [RSA] }, token_endpoint_auth_signing_alg: 'RS256' },
    ],
    [
      'FAPI 2.0 §5.4.1: RS256 for the client',
      'id_token_signed_response_alg',
      { ...FAPI, id_token_signed_response_alg: 'RS256' },
    ],
    [
      'FAPI 2.0 §5.3.2.2: a plain address',
      'redirect_uris',
      { ...FAPI, redirect_uris: ['http://127.0.0.1:8080/cb'] },
    ],
    [
      'RFC 8705 §2.1.2: a certificate without subject',
      'tls_client_auth_subject_dn',
      { ...FAPI, token_endpoint_auth_method: 'tls_client_auth' },
    ],
    [
      'RFC 8705 §2.1.2: two subjects',
      'tls_client_auth_subject_dn',
      {
        ...FAPI,
        token_endpoint_auth_method: 'tls_client_auth',
        tls_client_auth_subject_dn: 'CN=rp',
        tls_client_auth_san_dns: 'rp.example',
      },
    ],
    [
      'RFC 8705 §2.1.2: a name that is not RFC 4514’s',
      'tls_client_auth_subject_dn',
      { ...FAPI, token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_subject_dn: '/C=FR/CN=rp' },
    ],
    [
      'RFC 8705 §2.1.2: an address that is none',
      'tls_client_auth_san_ip',
      { ...FAPI, token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_san_ip: '192.0.2' },
    ],
    [
      'RFC 7518 §3.1: none as algorithm',
      'request_object_signing_alg',
      { ...BY_KEY, request_object_signing_alg: 'none' },
    ],
    [
      'a shared secret as algorithm',
      'token_endpoint_auth_signing_alg',
      { ...BY_KEY, token_endpoint_auth_signing_alg: 'HS256' },
    ],
    [
      'an algorithm no key is for',
      'request_object_signing_alg',
      { ...BY_KEY, request_object_signing_alg: 'PS256' },
    ],
    [
      'RFC 9101 §10.5: signed requests without keys',
      'jwks',
      { ...PUBLIC, require_signed_request_object: true },
    ],
    [
      'OIDC Registration §2: enc without alg',
      'id_token_encrypted_response_enc',
      { ...BY_KEY, id_token_encrypted_response_enc: 'A256GCM' },
    ],
    [
      'encryption without keys',
      'jwks',
      { ...PUBLIC, userinfo_encrypted_response_alg: 'RSA-OAEP', userinfo_encrypted_response_enc: 'A256GCM' },
    ],
    [
      'encryption without a fitting key',
      'authorization_encrypted_response_alg',
      {
        ...BY_KEY,
        authorization_encrypted_response_alg: 'RSA-OAEP',
        authorization_encrypted_response_enc: 'A256GCM',
      },
    ],
    [
      'RFC 9701 §6: introspection enc without alg',
      'introspection_encrypted_response_enc',
      { ...BY_KEY, introspection_encrypted_response_enc: 'A256GCM' },
    ],
    [
      'RSA1_5',
      'id_token_encrypted_response_alg',
      {
        ...BY_KEY,
        id_token_encrypted_response_alg: 'RSA1_5' as never,
        id_token_encrypted_response_enc: 'A256GCM',
      },
    ],
    [
      'another content encryption',
      'id_token_encrypted_response_enc',
      { ...BY_KEY, id_token_encrypted_response_alg: 'ECDH-ES', id_token_encrypted_response_enc: undefined },
    ],
    [
      'two ways to bind tokens',
      'dpop_bound_access_tokens',
      { ...BY_KEY, dpop_bound_access_tokens: true, tls_client_certificate_bound_access_tokens: true },
    ],
    ['a negative default_max_age', 'default_max_age', { ...BY_KEY, default_max_age: -1 }],
    ['B6: a level out of reach', 'default_acr_values', { ...BY_KEY, default_acr_values: ['eidas3'] }],
    [
      'RFC 7662 §2.1: a public resource server',
      'token_endpoint_auth_method',
      { ...PUBLIC, resource_server: true },
    ],
  ])('B2 B9: %s is named by its member', (_name, member, client) => {
    const faults = clientFaults(client);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.startsWith(member)).toBe(true);
  });
});
