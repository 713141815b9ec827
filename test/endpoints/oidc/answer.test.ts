import { createHash, generateKeyPairSync } from 'node:crypto';
import { compactDecrypt, createLocalJWKSet, type JSONWebKeySet, type JWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { authorizationParameters, authorize, CALLBACK, SECRET } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

beforeAll(async () => {
  service = await startSignInService();
  const secret = { client_secret_hash: hashSecret(SECRET) };
  await service.register({ client_id: 'rp', ...secret, authorization_signed_response_alg: 'ES256' });
  await service.register({ client_id: 'default', ...secret });
  await service.register({
    client_id: 'encrypted',
    ...secret,
    authorization_signed_response_alg: 'ES256',
    authorization_encrypted_response_alg: 'RSA-OAEP-256',
    authorization_encrypted_response_enc: 'A256GCM',
    jwks: { keys: [{ ...(rsa.publicKey.export({ format: 'jwk' }) as JWK), use: 'enc', kid: 'e' }] },
  });
  await service.register({
    client_id: 'keyless',
    ...secret,
    authorization_encrypted_response_alg: 'RSA-OAEP-256',
    authorization_encrypted_response_enc: 'A256GCM',
  });
});
afterAll(() => service.stop());

type Changes = Readonly<Record<string, string | undefined>>;

/** A refusal by the asked mode: where the browser is sent, and what is there. */
async function refused(changes: Changes): Promise<Response> {
  const { location } = await authorize(service, authorizationParameters({ scope: 'profile', ...changes }));
  expect(location?.pathname).toBe('/oauth/authorize/answer');
  return await fetch(location ?? '', { redirect: 'manual' });
}

async function verified(jwt: string, clientId = 'rp') {
  const jwks = (await (await fetch(`${service.issuer}/oauth/jwks`)).json()) as JSONWebKeySet;
  return await jwtVerify(jwt, createLocalJWKSet(jwks), { issuer: service.issuer, audience: clientId });
}

const inputsOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [
      name ?? '',
      (value ?? '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
    ]),
  );

describe('an answer by form (Form Post Response Mode §2)', () => {
  it('B1: is posted to the registered address with error, iss and state', async () => {
    const response = await refused({ response_mode: 'form_post', state: `"'><script>alert(1)</script>` });
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain(`<form method="post" action="${CALLBACK}">`);
    expect(inputsOf(html)).toMatchObject({
      error: 'invalid_scope',
      iss: service.issuer,
      state: `"'><script>alert(1)</script>`,
    });
    expect(html.match(/<script>/g)).toHaveLength(1);
  });

  it('B1: runs its own one script and no other, is not stored, not framed, and has a button', async () => {
    const response = await refused({ response_mode: 'form_post' });
    const html = await response.text();
    const script = /<script>(.*?)<\/script>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`script-src 'sha256-${hash}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('strict-origin');
    expect(html).toContain('<button type="submit">');
  });

  it('B1: speaks the language of the request', async () => {
    expect(await (await refused({ response_mode: 'form_post', ui_locales: 'fr' })).text()).toContain(
      'Continuer',
    );
  });
});

describe('a signed answer (JARM §2)', () => {
  it.each(['jwt', 'query.jwt'])(
    'B9: JARM §2.3.1: %s: one parameter with iss, aud, exp and the answer',
    async (mode) => {
      const response = await refused({ response_mode: mode });
      const location = new URL(response.headers.get('location') ?? '');
      expect(response.status).toBe(303);
      expect(location.href.startsWith(`${CALLBACK}?`)).toBe(true);
      expect([...location.searchParams.keys()]).toEqual(['response']);
      const { payload, protectedHeader } = await verified(location.searchParams.get('response') ?? '');
      expect(payload).toMatchObject({
        error: 'invalid_scope',
        state: 'a state',
        iss: service.issuer,
        aud: 'rp',
      });
      expect(payload.exp).toBeLessThanOrEqual(Date.now() / 1000 + 600);
      expect(protectedHeader.alg).toBe('ES256');
    },
  );

  it('B9: JARM §2.3.3: form_post.jwt', async () => {
    const html = await (await refused({ response_mode: 'form_post.jwt' })).text();
    const inputs = inputsOf(html);
    expect(Object.keys(inputs)).toEqual(['response']);
    expect((await verified(inputs.response ?? '')).payload.error).toBe('invalid_scope');
  });

  it('B9: JARM §3: RS256 where nothing is registered', async () => {
    const response = await refused({ client_id: 'default', response_mode: 'jwt' });
    const jwt = new URL(response.headers.get('location') ?? '').searchParams.get('response') ?? '';
    expect((await verified(jwt, 'default')).protectedHeader.alg).toBe('RS256');
  });

  it('B9: JARM §2.2: signed, then encrypted to the key of the client', async () => {
    const response = await refused({ client_id: 'encrypted', response_mode: 'jwt' });
    const jwe = new URL(response.headers.get('location') ?? '').searchParams.get('response') ?? '';
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, rsa.privateKey);
    expect(protectedHeader).toMatchObject({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'e' });
    const { payload } = await verified(new TextDecoder().decode(plaintext), 'encrypted');
    expect(payload.error).toBe('invalid_scope');
  });

  it('B9: a client without the key it asks to encrypt with: the person is told, nothing is sent', async () => {
    const response = await refused({ client_id: 'keyless', response_mode: 'jwt' });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });
});

describe('an answer that is none', () => {
  const show = (a: string) =>
    fetch(`${service.issuer}/oauth/authorize/answer?a=${a}`, { redirect: 'manual' });

  it('B1: made up, changed or empty: a page, and no redirect', async () => {
    const { location } = await authorize(
      service,
      authorizationParameters({ scope: 'profile', response_mode: 'jwt' }),
    );
    const sealed = location?.searchParams.get('a') ?? '';
    for (const wrong of ['', 'abc', `${sealed.slice(0, -2)}AA`, sealed.slice(1)]) {
      const response = await show(wrong);
      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
      expect(await response.text()).toContain('<!doctype html>');
    }
  });

  it('B1: older than a minute', async () => {
    const { location } = await authorize(
      service,
      authorizationParameters({ scope: 'profile', response_mode: 'form_post' }),
    );
    service.advance(61);
    expect((await fetch(location ?? '', { redirect: 'manual' })).status).toBe(400);
  });

  it('B2: JARM §2.3, RFC 9700: fragment modes are refused by query', async () => {
    for (const mode of ['fragment', 'fragment.jwt', 'web_message', 'jwt query']) {
      const { location } = await authorize(service, authorizationParameters({ response_mode: mode }));
      expect(location?.href.startsWith(CALLBACK)).toBe(true);
      expect(location?.searchParams.get('error')).toBe('invalid_request');
    }
  });
});
