import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type JWK, type JWTPayload, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { parametersOf } from '../../../lambdas/domain/authorization-request/parameters.ts';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { authenticateClient } from '../../../lambdas/domain/client-authentication/authenticate-client.ts';
import type { ClientCertificate } from '../../../lambdas/domain/client-authentication/client-certificate.ts';
import { ASSERTION_TYPE, credentialsOf } from '../../../lambdas/domain/client-authentication/credentials.ts';
import { rememberedClientKeys } from '../../../lambdas/domain/client-keys/remembered-client-keys.ts';
import { InvalidClient } from '../../../lambdas/domain/oauth-error/invalid-client.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { testAuthority } from '../../support/client-certificates.ts';

const ISSUER = 'https://id.guichet.test';
const TOKEN = `${ISSUER}/oauth/token`;
const NOW = new Date('2026-11-22T06:00:00Z');
const SECONDS = NOW.getTime() / 1000;

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed = generateKeyPairSync('ed25519');
const jwk = (key: KeyObject, more: Partial<JWK> = {}): JWK => ({
  ...(key.export({ format: 'jwk' }) as JWK),
  ...more,
});

const BASE: Client = {
  client_id: 'rp',
  client_name: 'RP',
  redirect_uris: ['https://rp.example/cb'],
  token_endpoint_auth_method: 'private_key_jwt',
  jwks: {
    keys: [
      jwk(ec.publicKey, { kid: 'ec' }),
      jwk(rsa.publicKey, { kid: 'rsa' }),
      jwk(ed.publicKey, { kid: 'ed' }),
      jwk(other.publicKey, { kid: 'enc', use: 'enc' }),
    ],
  },
  id_token_signed_response_alg: 'ES256',
  scope: 'openid',
  profile: 'standard',
  status: 'active',
};

const CLAIMS: JWTPayload = {
  iss: 'rp',
  sub: 'rp',
  aud: ISSUER,
  jti: 'an-id-of-its-own',
  iat: SECONDS,
  exp: SECONDS + 60,
};

interface Made {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject;
}

const sign = ({ claims = {}, header = {}, key = ec.privateKey }: Made = {}): Promise<string> =>
  new SignJWT({ ...CLAIMS, ...claims } as JWTPayload)
    .setProtectedHeader({ alg: 'ES256', ...header } as { alg: string })
    .sign(key);

interface Told {
  readonly authorization?: string;
  readonly clientCertificate?: ClientCertificate;
  readonly now?: Date;
}

/** One provider with its memory of assertions. */
function provider(client: Client, more: { acceptsPublic?: boolean } = {}) {
  const seen = new Set<string>();
  const clientKeys = rememberedClientKeys({
    door: { call: () => Promise.reject(new Error('nobody is called')) },
    now: () => NOW.getTime(),
  });
  return (
    fields: Readonly<Record<string, string>>,
    { authorization, clientCertificate, now = NOW }: Told = {},
  ): Promise<Client> =>
    Promise.resolve().then(() =>
      authenticateClient(credentialsOf(authorization, parametersOf(new URLSearchParams(fields))), {
        clients: { find: async (id) => (id === client.client_id ? client : undefined) },
        clientKeys,
        audiences: [ISSUER, TOKEN],
        replays: {
          async unique({ purpose, id }) {
            const first = !seen.has(purpose + id);
            seen.add(purpose + id);
            return first;
          },
        },
        now,
        clientCertificate,
        ...more,
      }),
    );
}

const withAssertion = (assertion: string) => ({
  client_assertion: assertion,
  client_assertion_type: ASSERTION_TYPE,
});

describe('private_key_jwt', () => {
  it.each<[string, Made]>([
    ['ES256, aud the issuer', {}],
    ['aud the token endpoint', { claims: { aud: TOKEN } }],
    ['RFC 7523 §3 point 3: aud a list with the issuer', { claims: { aud: [ISSUER, 'https://other'] } }],
    ['RS256', { header: { alg: 'RS256', kid: 'rsa' }, key: rsa.privateKey }],
    ['PS256', { header: { alg: 'PS256', kid: 'rsa' }, key: rsa.privateKey }],
    ['EdDSA', { header: { alg: 'EdDSA', kid: 'ed' }, key: ed.privateKey }],
    ['RFC 9864 §2.2: Ed25519', { header: { alg: 'Ed25519' }, key: ed.privateKey }],
    ['typ client-authentication+jwt', { header: { typ: 'client-authentication+jwt' } }],
    ['an hour of life', { claims: { exp: SECONDS + 3600 } }],
    [
      'FAPI 2.0 §5.3.2.1 note: a clock 10 seconds ahead',
      { claims: { iat: SECONDS + 10, nbf: SECONDS + 10 } },
    ],
  ])('B9: accepts %s', async (_name, made) => {
    expect((await provider(BASE)(withAssertion(await sign(made)))).client_id).toBe('rp');
  });

  it.each<[string, Made]>([
    ['RFC 7523 §3 point 1: iss of another client', { claims: { iss: 'x' } }],
    ['RFC 7523 §3 point 2: sub of another client', { claims: { sub: 'x' } }],
    ['RFC 7523 §3 point 3: aud of another provider', { claims: { aud: 'https://other' } }],
    ['RFC 7523 §3 point 3: no aud', { claims: { aud: undefined } }],
    ['RFC 7523 §3 point 4: expired', { claims: { exp: SECONDS - 11 } }],
    ['RFC 7523 §3 point 4: no exp', { claims: { exp: undefined } }],
    ['RFC 7523 §3 point 4: exp that is no number', { claims: { exp: '9999999999' } }],
    ['RFC 7523 §3 point 4: a life without end', { claims: { exp: SECONDS + 86_400 } }],
    ['RFC 7523 §3 point 5: nbf to come', { claims: { nbf: SECONDS + 60 } }],
    ['RFC 7523 §3 point 6: iat to come', { claims: { iat: SECONDS + 61 } }],
    ['RFC 7523 §3 point 7: no jti', { claims: { jti: undefined } }],
    ['RFC 7523 §3 point 7: an empty jti', { claims: { jti: '' } }],
    ['RFC 7523 §3 point 9: a key nobody registered', { key: other.privateKey }],
    ['RFC 7517 §4.2: a key for encryption', { key: other.privateKey, header: { kid: 'enc' } }],
    ['RFC 7515 §4.1.4: a kid nobody knows', { header: { kid: 'unknown' } }],
    [
      'RFC 8725 §3.1: an algorithm of another key',
      { header: { kid: 'ec', alg: 'RS256' }, key: rsa.privateKey },
    ],
    ['RFC 8725 §3.11: typ of a request object', { header: { typ: 'oauth-authz-req+jwt' } }],
    ['RFC 8725 §3.11: typ of a DPoP proof', { header: { typ: 'dpop+jwt' } }],
    [
      'RFC 7523bis §4: its own typ and the token endpoint as aud',
      { header: { typ: 'client-authentication+jwt' }, claims: { aud: TOKEN } },
    ],
    [
      'RFC 7523bis §4: its own typ and a list as aud',
      { header: { typ: 'client-authentication+jwt' }, claims: { aud: [ISSUER] } },
    ],
  ])('B9: refuses %s', async (_name, made) => {
    await expect(provider(BASE)(withAssertion(await sign(made)))).rejects.toThrow(InvalidClient);
  });

  it('B9: RFC 7515 §4.1.11: refuses what says crit, and RFC 7797 b64', async () => {
    const [, payload, signature] = (await sign()).split('.');
    for (const header of [
      { alg: 'ES256', crit: ['exp'], exp: 1 },
      { alg: 'ES256', b64: false },
    ]) {
      const forged = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.${signature}`;
      await expect(provider(BASE)(withAssertion(forged))).rejects.toThrow('crit and b64');
    }
  });

  it.each([
    ['RFC 8725 §3.1: none', { alg: 'none' }],
    ['RFC 8725 §3.1: a shared secret', { alg: 'HS256' }],
    ['no algorithm', {}],
  ])('B9: refuses %s', async (_name, header) => {
    const [, payload, signature] = (await sign()).split('.');
    for (const end of [signature, '']) {
      const forged = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.${end}`;
      await expect(provider(BASE)(withAssertion(forged))).rejects.toThrow(InvalidClient);
    }
  });

  it('B9: RFC 7523 §3 point 9: refuses one whose claims were changed', async () => {
    const [header, , signature] = (await sign()).split('.');
    const payload = Buffer.from(JSON.stringify({ ...CLAIMS, jti: 'another' })).toString('base64url');
    await expect(provider(BASE)(withAssertion(`${header}.${payload}.${signature}`))).rejects.toThrow(
      'the signature is wrong',
    );
  });

  it('B9: RFC 7523 §3 point 7: the same assertion counts once', async () => {
    const ask = provider(BASE);
    const assertion = await sign();
    await ask(withAssertion(assertion));
    await expect(ask(withAssertion(assertion))).rejects.toThrow('used before');
  });

  it('B9: OIDC Registration §2: a registered algorithm is the only one', async () => {
    const strict: Client = { ...BASE, token_endpoint_auth_signing_alg: 'PS256' };
    await expect(provider(strict)(withAssertion(await sign()))).rejects.toThrow('PS256');
  });

  it.each<[string, Made]>([
    ['FAPI 2.0 §5.3.2.1: aud is the token endpoint', { claims: { aud: TOKEN } }],
    ['FAPI 2.0 §5.3.2.1: aud is a list', { claims: { aud: [ISSUER] } }],
    ['FAPI 2.0 §5.4.1: RS256', { header: { alg: 'RS256', kid: 'rsa' }, key: rsa.privateKey }],
  ])('B9: a FAPI client is refused: %s', async (_name, made) => {
    const fapi: Client = { ...BASE, profile: 'fapi2' };
    await expect(provider(fapi)(withAssertion(await sign(made)))).rejects.toThrow(InvalidClient);
    await provider(fapi)(withAssertion(await sign()));
  });

  it('B9: junk in place of an assertion is invalid_client, whatever it is', async () => {
    for (const junk of [
      '',
      'a',
      'a.b.c',
      'e30.e30.',
      'e30.W10.x',
      `e30.${'a'.repeat(9000)}.x`,
      '...',
      'é.é.é',
    ]) {
      await expect(provider(BASE)({ ...withAssertion(junk), client_id: 'rp' })).rejects.toThrow(
        InvalidClient,
      );
    }
  });
});

describe('one method only (RFC 6749 §2.3)', () => {
  const SECRET = 's'.repeat(43);
  const OLD = 'o'.repeat(43);
  const post: Client = {
    ...BASE,
    jwks: undefined,
    token_endpoint_auth_method: 'client_secret_post',
    client_secret_hash: hashSecret(SECRET),
    previous_client_secret: { hash: hashSecret(OLD), validUntil: '2026-11-23T00:00:00Z' },
  };
  const basic: Client = { ...post, token_endpoint_auth_method: 'client_secret_basic' };
  const header = (id: string, secret: string): string =>
    `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

  it('B9: a secret in the form or in the header, as registered', async () => {
    await provider(post)({ client_id: 'rp', client_secret: SECRET });
    await provider(basic)({}, { authorization: header('rp', SECRET) });
  });

  it('B9: the method of another registration is refused (RFC 7591 §2)', async () => {
    await expect(provider(basic)({ client_id: 'rp', client_secret: SECRET })).rejects.toThrow(InvalidClient);
    await expect(provider(post)({}, { authorization: header('rp', SECRET) })).rejects.toThrow(InvalidClient);
    await expect(provider(post)(withAssertion(await sign()))).rejects.toThrow(InvalidClient);
    await expect(provider(BASE)({ client_id: 'rp', client_secret: SECRET })).rejects.toThrow(InvalidClient);
  });

  it('B9: two methods at once are refused', async () => {
    const both = { client_id: 'rp', client_secret: SECRET };
    await expect(provider(post)(both, { authorization: header('rp', SECRET) })).rejects.toThrow('one method');
    await expect(provider(post)({ ...both, ...withAssertion(await sign()) })).rejects.toThrow('one method');
  });

  it('B12: the secret before stays good until its time, and not after', async () => {
    await provider(post)({ client_id: 'rp', client_secret: OLD });
    const late = new Date('2026-11-23T00:00:01Z');
    await expect(provider(post)({ client_id: 'rp', client_secret: OLD }, { now: late })).rejects.toThrow(
      InvalidClient,
    );
    await provider(post)({ client_id: 'rp', client_secret: SECRET }, { now: late });
  });

  it('B9: a wrong secret, another client, a blocked one: the same answer', async () => {
    const sentences = await Promise.all(
      [
        provider(post)({ client_id: 'rp', client_secret: 'w'.repeat(43) }),
        provider(post)({ client_id: 'nobody', client_secret: SECRET }),
        provider({ ...post, status: 'blocked' })({ client_id: 'rp', client_secret: SECRET }),
      ].map((attempt) => attempt.then(String, (error: Error) => error.message)),
    );
    expect(new Set(sentences)).toEqual(new Set(['Client authentication failed.']));
  });

  it('B12: … and the client’s own log tells them apart', async () => {
    const reasons = await Promise.all(
      [
        provider(post)({ client_id: 'rp', client_secret: 'w'.repeat(43) }),
        provider(basic)({ client_id: 'rp', client_secret: SECRET }),
        provider({ ...post, status: 'blocked' })({ client_id: 'rp', client_secret: SECRET }),
      ].map((attempt) => attempt.then(String, (error: InvalidClient) => error.loggedReason)),
    );
    expect(reasons).toEqual([
      'The client secret is wrong.',
      'The request used client_secret_post; the client is registered for client_secret_basic.',
      'The client is blocked: ask the operator.',
    ]);
  });

  it('B9: RFC 6749 §2.1: a public client comes by its name alone, where that is allowed', async () => {
    const open: Client = { ...BASE, token_endpoint_auth_method: 'none', jwks: undefined };
    expect((await provider(open, { acceptsPublic: true })({ client_id: 'rp' })).client_id).toBe('rp');
    await expect(provider(open)({ client_id: 'rp' })).rejects.toThrow('public client');
    await expect(provider(open, { acceptsPublic: true })({})).rejects.toThrow('missing');
  });

  it('B9: RFC 6749 §3.2.1: a confidential client that shows only its name is refused', async () => {
    for (const client of [BASE, post, basic]) {
      await expect(provider(client, { acceptsPublic: true })({ client_id: 'rp' })).rejects.toThrow(
        InvalidClient,
      );
    }
  });

  it('B9: RFC 8705 §2.1: by certificate: the registered subject and no other', async () => {
    const authority = testAuthority('Authority');
    const mtls: Client = {
      ...BASE,
      token_endpoint_auth_method: 'tls_client_auth',
      tls_client_auth_subject_dn: 'CN=rp',
    };
    await provider(mtls)({ client_id: 'rp' }, { clientCertificate: authority.issue('rp') });
    const other = { clientCertificate: authority.issue('rp2') };
    await expect(provider(mtls)({ client_id: 'rp' }, other)).rejects.toThrow('registered subject');
    await expect(provider(mtls)({ client_id: 'rp' })).rejects.toThrow('certificate');
  });
});
