import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../../lambdas/domain/account/account.ts';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { CALLBACK, SECRET, VERIFIER } from '../../support/relying-party.ts';
import { OFFLINE, startTokenService, type TokenService } from '../../support/token-service.ts';

let service: TokenService;
let client: Client;
let person: Account;
let good: Readonly<Record<string, string>>;

beforeAll(async () => {
  service = await startTokenService();
  client = await service.register({ client_id: 'rp' });
  person = await service.person();
  const { access_token, refresh_token } = await service.tokens(client, person, OFFLINE());
  good = { access_token, refresh_token };
});
afterAll(() => service.stop());

/** Registered for the token endpoint: RFC 6749 §5.2, RFC 9449 §5, §8, CIBA Core §11. */
const TOKEN_ERRORS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_dpop_proof',
  'use_dpop_nonce',
];
const NAMES = [
  'grant_type',
  'code',
  'redirect_uri',
  'code_verifier',
  'refresh_token',
  'scope',
  'auth_req_id',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'token',
  'token_type_hint',
  'access_token',
];

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    'null',
    'undefined',
    '__proto__',
    'constructor',
    'a.b.c',
    'e30.e30.AA',
    VERIFIER,
    CALLBACK,
  ),
  fc.constantFrom(
    'authorization_code',
    'refresh_token',
    'client_credentials',
    'urn:openid:params:grant-type:ciba',
    'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  ),
  fc.nat(3).map((n) => [good.access_token, good.refresh_token, 'rp', SECRET][n] ?? ''),
);
const form = fc.dictionary(fc.constantFrom(...NAMES), text, { maxKeys: 8 });
const printable = fc.string({ maxLength: 60 }).map((value) => value.replace(/[^\x20-\x7e]/g, ''));
const headers = fc.record(
  {
    authorization: fc.oneof(
      printable,
      printable.map((value) => `Bearer ${value}`),
      printable.map((value) => `DPoP ${value}`),
      printable.map((value) => `Basic ${Buffer.from(value).toString('base64')}`),
    ),
    dpop: printable,
    accept: printable,
  },
  { requiredKeys: [] },
);

describe('whatever is sent', () => {
  it('B2: the token endpoint answers every wrong request with a registered error in ASCII', async () => {
    await fc.assert(
      fc.asyncProperty(form, headers, async (fields, sent) => {
        const { grant_type: _, ...rest } = fields;
        const wrong = fields.refresh_token === good.refresh_token ? rest : fields;
        const { status, body } = await service.call('POST', '/oauth/token', { form: wrong, headers: sent });
        expect([400, 401]).toContain(status);
        expect(TOKEN_ERRORS).toContain(body.error);
        // RFC 6749 §5.2: %x20-21 / %x23-5B / %x5D-7E
        expect(body.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
      }),
      { numRuns: 300 },
    );
  });

  it('B1: introspection and revocation never fail, and tell nothing of what is not one’s own', async () => {
    await fc.assert(
      fc.asyncProperty(text, headers, async (token, { accept }) => {
        fc.pre(token !== good.access_token && token !== good.refresh_token);
        const credentials = { client_id: 'rp', client_secret: SECRET, token };
        const call = { form: credentials, headers: { ...(accept !== undefined && { accept }) } };
        const asked = await service.call('POST', '/oauth/introspect', call);
        expect(asked.body).toEqual(
          token === '' ? expect.objectContaining({ error: 'invalid_request' }) : { active: false },
        );
        expect((await service.call('POST', '/oauth/revoke', call)).status).toBe(token === '' ? 400 : 200);
      }),
      { numRuns: 100 },
    );
  });

  it('B1: userinfo refuses every made-up token with 400 or 401 and a challenge', async () => {
    await fc.assert(
      fc.asyncProperty(headers, fc.boolean(), async (sent, posts) => {
        const { status, headers: answered } = await service.call(posts ? 'POST' : 'GET', '/oauth/userinfo', {
          headers: sent,
        });
        expect([400, 401]).toContain(status);
        expect(answered['www-authenticate']).toMatch(/^(Bearer|DPoP) realm="guichet"/);
      }),
      { numRuns: 200 },
    );
  });

  it('B2: no token opens when a character of it differs', async () => {
    const token = good.access_token ?? '';
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 2),
        fc.constantFrom('A', 'b', '-', '9'),
        async (at, character) => {
          fc.pre(token[at] !== character);
          const changed = `${token.slice(0, at)}${character}${token.slice(at + 1)}`;
          const authorization = `Bearer ${changed}`;
          expect((await service.call('GET', '/oauth/userinfo', { headers: { authorization } })).status).toBe(
            401,
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});
