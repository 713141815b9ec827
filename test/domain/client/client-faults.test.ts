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
