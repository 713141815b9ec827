import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESPONSE_MODES } from '../../../lambdas/domain/authorization-request/authorization-request.ts';
import { parametersOf } from '../../../lambdas/domain/authorization-request/parameters.ts';
import { receiveRequest } from '../../../lambdas/domain/authorization-request/receive-request.ts';
import { RefusedRequest } from '../../../lambdas/domain/authorization-request/refused-request.ts';
import { UntrustedRequest } from '../../../lambdas/domain/authorization-request/untrusted-request.ts';
import {
  answerLocation,
  errorParameters,
} from '../../../lambdas/domain/authorization-response/answer-location.ts';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { authenticateClient } from '../../../lambdas/domain/client-authentication/authenticate-client.ts';
import { ASSERTION_TYPE, credentialsOf } from '../../../lambdas/domain/client-authentication/credentials.ts';
import { rememberedClientKeys } from '../../../lambdas/domain/client-keys/remembered-client-keys.ts';
import { OAuthError } from '../../../lambdas/domain/oauth-error/oauth-error.ts';
import { checkPushedRequest } from '../../../lambdas/domain/pushed-request/check-pushed-request.ts';
import { tokenSealers } from '../../../lambdas/domain/sealed-token/token-sealers.ts';

const ISSUER = 'https://id.guichet.test';
const CALLBACK = 'https://rp.example/callback';
const NOW = new Date('2026-11-22T06:00:00Z');

const CLIENT: Client = {
  client_id: 'rp',
  client_name: 'RP',
  redirect_uris: [CALLBACK],
  token_endpoint_auth_method: 'none',
  id_token_signed_response_alg: 'ES256',
  grant_types: ['authorization_code', 'refresh_token'],
  scope: 'openid profile email birthdate offline_access',
  profile: 'standard',
  status: 'active',
};
const CLIENTS: Readonly<Record<string, Client>> = {
  rp: CLIENT,
  fc: { ...CLIENT, client_id: 'fc', profile: 'franceconnect' },
  fapi: { ...CLIENT, client_id: 'fapi', profile: 'fapi2' },
  signing: { ...CLIENT, client_id: 'signing', profile: 'fapi2-message-signing' },
};

/** Registered for `error` at the authorization endpoint: RFC 6749 §4.1.2.1, OIDC Core §3.1.2.6, RFC 9101 §7, RFC 8707 §2, and the acr one. */
const REGISTERED = [
  'invalid_request',
  'unauthorized_client',
  'unsupported_response_type',
  'invalid_scope',
  'invalid_request_uri',
  'invalid_request_object',
  'request_uri_not_supported',
  'registration_not_supported',
  'invalid_target',
  'unmet_authentication_requirements',
];

const GOOD: Readonly<Record<string, string>> = {
  client_id: 'rp',
  redirect_uri: CALLBACK,
  response_type: 'code',
  scope: 'openid profile',
  state: 's'.repeat(32),
  nonce: 'n'.repeat(32),
  code_challenge: 'c'.repeat(43),
  code_challenge_method: 'S256',
};

const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Every parameter of the endpoint with values that mean something, and anything else beside. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  client_id: ['rp', 'fc', 'fapi', 'signing', 'nobody', 'constructor'],
  redirect_uri: [CALLBACK, `${CALLBACK}/x`, 'javascript:alert(1)'],
  response_type: ['code', 'token', 'code id_token', 'none'],
  response_mode: [...RESPONSE_MODES, 'fragment', 'web_message'],
  scope: ['openid', 'openid profile offline_access', 'profile', 'openid constructor', 'openid  x', '"'],
  state: ['a', 'é', 'a\nb', '\u0000'],
  nonce: ['n', '𝒩', 'n\r\nSet-Cookie: a=b'],
  code_challenge: ['short', 'c'.repeat(43)],
  code_challenge_method: ['plain', 'S256', 's256'],
  prompt: ['none', 'login', 'consent', 'select_account', 'create', 'none login', 'login consent', ' ', 'x'],
  max_age: ['0', '60', '-1', '1e3', '99999999999', '٣'],
  ui_locales: ['fr', 'ja-JP en', '*', 'x'.repeat(5000)],
  acr_values: ['eidas1', 'eidas2 eidas1', 'eidas3', 'toString', ''],
  claims: [
    '{}',
    '{"id_token":{"acr":{"essential":true,"values":["eidas2"]}}}',
    '{"userinfo":{"__proto__":null,"email":{"essential":true}}}',
    '{"userinfo":{"verified_claims":{"verification":{"trust_framework":null},"claims":{"birthdate":null}}}}',
    '{"userinfo":{"verified_claims":[[]]}}',
    '[',
    'null',
    '7',
  ],
  id_token_hint: ['x', 'e30.e30.e30', 'e30.e30.'],
  login_hint: ['+33612345678', 'tel:+33 6 12 34 56 78', 'not a number', '<script>'],
  request: [
    'x',
    `${b64({ alg: 'none' })}.${b64({ client_id: 'rp', redirect_uri: CALLBACK })}.`,
    `${b64({ alg: 'ES256' })}.${b64({})}.AA`,
  ],
  request_uri: [
    'https://rp.example/r',
    `urn:ietf:params:oauth:request_uri:${'a'.repeat(43)}`,
    'urn:x',
    'file:///etc/passwd',
  ],
  registration: ['{}'],
  resource: [ISSUER, 'https://api.example', 'x'],
  dpop_jkt: ['j'.repeat(43), 'short'],
  display: ['popup', 'wap', 'x'],
};

const value = (name: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...(VALUES[name] ?? [''])) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.json().map(String) },
  );

const change = fc.constantFrom(...Object.keys(VALUES)).chain((name) =>
  fc.oneof(
    { weight: 6, arbitrary: value(name).map((to) => ({ name, values: [to] })) },
    {
      weight: 1,
      arbitrary: fc.tuple(value(name), value(name)).map((values) => ({ name, values: [...values] })),
    },
    { weight: 1, arbitrary: fc.constant({ name, values: [] as string[] }) },
  ),
);

function queryOf(
  changes: readonly { readonly name: string; readonly values: readonly string[] }[],
): URLSearchParams {
  const query = new URLSearchParams(GOOD);
  for (const { name, values } of changes) {
    query.delete(name);
    for (const one of values) query.append(name, one);
  }
  return query;
}

const sealers = tokenSealers(async () => new Uint8Array(32), { bytes: (count) => randomBytes(count) });
const context = {
  issuer: ISSUER,
  defaultAcr: 'eidas1',
  now: NOW,
  acceptLanguage: undefined,
  clients: { find: async (id: string) => (Object.hasOwn(CLIENTS, id) ? CLIENTS[id] : undefined) },
  clientKeys: rememberedClientKeys({
    door: { call: () => Promise.reject(new Error('called')) },
    now: () => 0,
  }),
  publicKeys: async () => [],
  pushedRequests: { find: async () => undefined },
} as const;

const outcomeOf = (query: URLSearchParams) =>
  receiveRequest(parametersOf(query), context).then(
    (checked) => checked,
    (error: unknown) => error,
  );

describe('whatever a browser brings', () => {
  it('B1 B2: nothing but a registered error, told to a registered address in ASCII, or a valid request comes out', async () => {
    let [good, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 4 }), async (changes) => {
        const outcome = await outcomeOf(queryOf(changes));
        if (outcome instanceof UntrustedRequest) return;
        if (outcome instanceof OAuthError) {
          expect(REGISTERED).toContain(outcome.code);
          return;
        }
        if (!(outcome instanceof RefusedRequest)) {
          good += 1;
          const { authorization } = outcome as Exclude<typeof outcome, Error> & {
            authorization: Record<string, unknown>;
          };
          expect(authorization.redirectUri).toBe(CALLBACK);
          expect(authorization.scopes).toContain('openid');
          expect(authorization.codeChallenge).toMatch(/^[\w-]{43}$/);
          expect(RESPONSE_MODES).toContain(authorization.responseMode);
          return;
        }
        refused += 1;
        const { target, cause } = outcome;
        if (!(cause instanceof OAuthError)) throw cause;
        expect(REGISTERED).toContain(cause.code);
        expect(cause.message).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
        const location = await answerLocation(target, errorParameters(cause), {
          issuer: ISSUER,
          sealers,
          now: NOW,
        });
        expect(location).toMatch(/^[\x21-\x7e]+$/);
        expect(
          location.startsWith(`${CALLBACK}?`) || location.startsWith(`${ISSUER}/oauth/authorize/answer?a=`),
        ).toBe(true);
      }),
      { numRuns: 1500 },
    );
    expect(good).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(50);
  });

  it('B2: RFC 6749 §3.1: every parameter given twice is refused or ignored, never chosen from', async () => {
    for (const name of Object.keys(VALUES).filter((each) => each !== 'resource')) {
      const query = new URLSearchParams(GOOD);
      query.append(name, GOOD[name] ?? VALUES[name]?.[0] ?? '');
      query.append(name, VALUES[name]?.[0] ?? '');
      const outcome = await outcomeOf(query);
      if (name === 'display') expect(outcome).not.toBeInstanceOf(Error);
      else expect(outcome, name).toBeInstanceOf(Error);
    }
  });

  it('B1: what the state says comes back letter for letter', async () => {
    const printable = fc.string({
      unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(printable, async (state) => {
        const outcome = await outcomeOf(
          queryOf([
            { name: 'state', values: [state] },
            { name: 'scope', values: ['profile'] },
          ]),
        );
        if (!(outcome instanceof RefusedRequest)) throw outcome;
        const location = await answerLocation(outcome.target, {}, { issuer: ISSUER, sealers, now: NOW });
        expect(new URL(location).searchParams.get('state')).toBe(state);
      }),
    );
  });

  it('B9: RFC 9126 §2.3: the same by the back door: a registered error, in ASCII, or a valid request', async () => {
    const known: Readonly<Record<string, Client | undefined>> = CLIENTS;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('rp', 'fc', 'fapi', 'signing'),
        fc.array(change, { maxLength: 3 }),
        async (id, changes) => {
          const client = known[id] ?? CLIENT;
          const pushed = parametersOf(queryOf(changes));
          const outcome = await checkPushedRequest(pushed, client, { ...context }).catch(
            (error: unknown) => error,
          );
          if (outcome instanceof OAuthError) {
            expect(REGISTERED).toContain(outcome.code);
            expect(outcome.message).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
          } else {
            expect(outcome).toHaveProperty('authorization.redirectUri', CALLBACK);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('B9: RFC 6749 §5.2: whatever is shown as a client, only the right thing authenticates; the rest is refused by name', async () => {
    const parts = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom('rp', 'fc', ASSERTION_TYPE, 'e30.e30.AA'),
    );
    const form = fc.dictionary(
      fc.constantFrom('client_id', 'client_secret', 'client_assertion', 'client_assertion_type', 'x'),
      parts,
    );
    const header = fc.option(
      fc.oneof(
        parts,
        parts.map((text) => `Basic ${Buffer.from(text).toString('base64')}`),
        fc.tuple(parts, parts).map(([a, b]) => `Basic ${Buffer.from(`${a}:${b}`).toString('base64')}`),
      ),
      { nil: undefined },
    );
    await fc.assert(
      fc.asyncProperty(form, header, async (fields, authorization) => {
        const outcome = await Promise.resolve()
          .then(() => credentialsOf(authorization, parametersOf(new URLSearchParams(fields))))
          .then((credentials) =>
            authenticateClient(credentials, {
              ...context,
              audiences: [ISSUER],
              replays: { unique: async () => true },
            }),
          )
          .catch((error: unknown) => error);
        if (!(outcome instanceof OAuthError)) throw outcome;
        expect(['invalid_client', 'invalid_request']).toContain(outcome.code);
        expect(outcome.message).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
      }),
      { numRuns: 500 },
    );
  });
});
