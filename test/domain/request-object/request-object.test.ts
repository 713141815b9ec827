import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactEncrypt, type JWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { rememberedClientKeys } from '../../../lambdas/domain/client-keys/remembered-client-keys.ts';
import { InvalidRequestObject } from '../../../lambdas/domain/oauth-error/invalid-request-object.ts';
import { parseRequestObject } from '../../../lambdas/domain/request-object/request-object.ts';
import { verifyRequestObject } from '../../../lambdas/domain/request-object/verify-request-object.ts';

const ISSUER = 'https://id.guichet.test';
const NOW = new Date('2026-11-22T06:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const CLIENT: Client = {
  client_id: 'rp',
  client_name: 'RP',
  redirect_uris: ['https://rp.example/cb'],
  token_endpoint_auth_method: 'private_key_jwt',
  jwks: {
    keys: [ec.publicKey, rsa.publicKey].map((key) => key.export({ format: 'jwk' }) as JWK),
  },
  id_token_signed_response_alg: 'ES256',
  scope: 'openid',
  profile: 'standard',
  status: 'active',
};
const SIGNING: Client = { ...CLIENT, profile: 'fapi2-message-signing' };

type Claims = Readonly<Record<string, unknown>>;
const CLAIMS: Claims = { iss: 'rp', aud: ISSUER, client_id: 'rp', scope: 'openid' };
const TIMES: Claims = { nbf: SECONDS, exp: SECONDS + 300 };

interface Made {
  readonly claims?: Claims;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject;
}
const sign = ({ claims = {}, header = {}, key = ec.privateKey }: Made): Promise<string> =>
  new SignJWT({ ...CLAIMS, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', ...header })
    .sign(key);

const verify = async (text: string, client: Client = CLIENT): Promise<void> =>
  verifyRequestObject(parseRequestObject(text), client, {
    issuer: ISSUER,
    now: NOW,
    clientKeys: rememberedClientKeys({
      door: { call: () => Promise.reject(new Error('nobody is called')) },
      now: () => NOW.getTime(),
    }),
  });

describe('a request object (RFC 9101)', () => {
  it.each<[string, Made]>([
    ['the type of RFC 9101 §10.8', {}],
    ['no type', { header: { typ: undefined } }],
    ['typ JWT', { header: { typ: 'JWT' } }],
    ['PS256', { header: { alg: 'PS256' }, key: rsa.privateKey }],
    ['no aud (§4: should)', { claims: { aud: undefined } }],
    ['aud a list with the issuer', { claims: { aud: [ISSUER, 'https://other'] } }],
    ['times that fit', { claims: TIMES }],
  ])('B9: accepts %s', async (_name, made) => {
    await expect(verify(await sign(made))).resolves.toBeUndefined();
  });

  it.each<[string, Made]>([
    ['RFC 9101 §6.2: another key', { key: stranger.privateKey }],
    ['RFC 9101 §10.8: typ of a client assertion', { header: { typ: 'client-authentication+jwt' } }],
    ['RFC 9101 §5: client_id of another', { claims: { client_id: 'x' } }],
    ['RFC 9101 §5: no client_id', { claims: { client_id: undefined } }],
    ['RFC 9101 §4: iss of another', { claims: { iss: 'x' } }],
    ['RFC 9101 §4: aud of another provider', { claims: { aud: 'https://other' } }],
    ['RFC 9101 §10.8: sub is the client: it is an assertion', { claims: { sub: 'rp' } }],
    ['RFC 9101 §4: request inside', { claims: { request: 'x' } }],
    ['RFC 9101 §4: request_uri inside', { claims: { request_uri: 'urn:x' } }],
    ['RFC 7519 §4.1.4: expired', { claims: { exp: SECONDS - 11 } }],
    ['RFC 7519 §4.1.4: exp that is no number', { claims: { exp: 'tomorrow' } }],
    ['RFC 7519 §4.1.5: nbf to come', { claims: { nbf: SECONDS + 60 } }],
    ['RFC 7519 §4.1.7: jti that is no string', { claims: { jti: 7 } }],
  ])('B9: refuses %s', async (_name, made) => {
    await expect(verify(await sign(made))).rejects.toThrow(InvalidRequestObject);
  });

  it('B9: OIDC Registration §2: refuses another algorithm than the registered one', async () => {
    const strict: Client = { ...CLIENT, request_object_signing_alg: 'PS256' };
    await expect(verify(await sign({}), strict)).rejects.toThrow('PS256');
  });

  it('B9: RFC 9101 §10.2: refuses one that is not signed, or by a shared secret', async () => {
    const payload = Buffer.from(JSON.stringify(CLAIMS)).toString('base64url');
    for (const alg of ['none', 'HS256']) {
      const header = Buffer.from(JSON.stringify({ alg })).toString('base64url');
      await expect(verify(`${header}.${payload}.`)).rejects.toThrow('the algorithm must be one of');
    }
  });

  it('B9: refuses an encrypted one, as the metadata says', async () => {
    const jwe = await new CompactEncrypt(Buffer.from('{}'))
      .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM' })
      .encrypt(rsa.publicKey);
    expect(() => parseRequestObject(jwe)).toThrow('not supported');
  });

  it('B9: junk is invalid_request_object', () => {
    for (const junk of ['x', 'a.b', 'a.b.c', 'e30.W10.x', '{}', 'W10.e30.x', `e30.${'a'.repeat(40_000)}.x`]) {
      expect(() => parseRequestObject(junk)).toThrow(InvalidRequestObject);
    }
  });

  it('B9: RFC 9101 §4: numbers and objects become parameters; claims of the JWT do not', async () => {
    const text = await sign({
      claims: {
        max_age: 60,
        claims: { id_token: { acr: null } },
        resource: ['a', 'b'],
        state: null,
        ...TIMES,
      },
    });
    const { parameters } = parseRequestObject(text);
    expect(parameters.get('max_age')).toBe('60');
    expect(parameters.get('claims')).toBe('{"id_token":{"acr":null}}');
    expect(parameters.all('resource')).toEqual(['a', 'b']);
    for (const name of ['iss', 'aud', 'exp', 'nbf', 'state']) expect(parameters.get(name)).toBeUndefined();
  });
});

describe('a request object of FAPI 2.0 Message Signing §5.3.1', () => {
  let good: string;
  beforeAll(async () => {
    good = await sign({ claims: TIMES });
  });

  it('B9: accepts what has aud, nbf and exp', async () => {
    await expect(verify(good, SIGNING)).resolves.toBeUndefined();
  });

  it.each<[string, Made]>([
    ['no aud', { claims: { ...TIMES, aud: undefined } }],
    ['no nbf', { claims: { exp: SECONDS + 300 } }],
    ['no exp', { claims: { nbf: SECONDS } }],
    ['nbf more than 60 minutes ago', { claims: { nbf: SECONDS - 3601, exp: SECONDS + 10 } }],
    ['exp more than 60 minutes after nbf', { claims: { nbf: SECONDS, exp: SECONDS + 3601 } }],
    ['§5.4.1: RS256', { header: { alg: 'RS256' }, claims: TIMES, key: rsa.privateKey }],
  ])('B9: refuses %s', async (_name, made) => {
    await expect(verify(await sign(made), SIGNING)).rejects.toThrow(InvalidRequestObject);
  });
});
