import { generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { rememberedClientKeys } from '../../../lambdas/domain/client-keys/remembered-client-keys.ts';
import { AddressUnreachable, type DoorAnswer } from '../../../lambdas/domain/guarded-door/guarded-door.ts';

const ecKey = (more: Partial<JWK>): JWK => ({
  ...(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }) as JWK),
  ...more,
});
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' }) as JWK;
const SHORT = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' }) as JWK;
const ED = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) as JWK;

const CLIENT: Client = {
  client_id: 'rp',
  client_name: 'RP',
  redirect_uris: ['https://rp.example/cb'],
  token_endpoint_auth_method: 'private_key_jwt',
  jwks_uri: 'https://rp.example/jwks',
  id_token_signed_response_alg: 'ES256',
  scope: 'openid',
  profile: 'standard',
  status: 'active',
};
const byValue = (...keys: JWK[]): Client => ({ ...CLIENT, jwks_uri: undefined, jwks: { keys } });

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** A relying party whose key address is counted, and a clock. */
function relyingParty(first: readonly JWK[]) {
  const state = { calls: 0, at: 1_800_000_000_000, answer: undefined as DoorAnswer | undefined };
  const publish = (keys: readonly unknown[]): void => {
    state.answer = { status: 200, headers: {}, body: JSON.stringify({ keys }) };
  };
  publish(first);
  const keys = rememberedClientKeys({
    now: () => state.at,
    door: {
      async call() {
        state.calls += 1;
        await Promise.resolve();
        if (state.answer === undefined) throw new AddressUnreachable('Nobody answered.');
        return state.answer;
      },
    },
  });
  const kids = async (header: { alg: string; kid?: string }, client: Client = CLIENT) =>
    (await keys.toVerify(client, header)).map(({ jwk }) => jwk.kid);
  return { state, publish, keys, kids };
}

describe('keys by address (OIDC Core §10.1.1)', () => {
  it('B9: are read once, and again after ten minutes', async () => {
    const { state, kids } = relyingParty([ecKey({ kid: 'a' })]);
    expect(await kids({ alg: 'ES256', kid: 'a' })).toEqual(['a']);
    state.at += 10 * MINUTE;
    await kids({ alg: 'ES256', kid: 'a' });
    expect(state.calls).toBe(1);
    state.at += 1;
    await kids({ alg: 'ES256', kid: 'a' });
    expect(state.calls).toBe(2);
  });

  it('B9: an unknown kid reads them again, at most once a minute', async () => {
    const { state, kids, publish } = relyingParty([ecKey({ kid: 'a' })]);
    await kids({ alg: 'ES256', kid: 'a' });
    publish([ecKey({ kid: 'a' }), ecKey({ kid: 'b' })]);
    expect(await kids({ alg: 'ES256', kid: 'b' })).toEqual([]);
    expect(state.calls).toBe(1);
    state.at += MINUTE;
    expect(await kids({ alg: 'ES256', kid: 'b' })).toEqual(['b']);
    for (let index = 0; index < 20; index += 1) await kids({ alg: 'ES256', kid: `guess-${index}` });
    expect(state.calls).toBe(2);
  });

  it('B9: X1: an address that fails is not called for every request: one who has no key cannot make us knock', async () => {
    const { state, kids } = relyingParty([]);
    state.answer = undefined;
    for (let index = 0; index < 20; index += 1) expect(await kids({ alg: 'ES256' })).toEqual([]);
    expect(state.calls).toBe(1);
  });

  it('B9: those who come at once wait for one call', async () => {
    const { state, kids } = relyingParty([ecKey({ kid: 'a' })]);
    const all = await Promise.all(Array.from({ length: 20 }, () => kids({ alg: 'ES256', kid: 'a' })));
    expect(all.every(([kid]) => kid === 'a')).toBe(true);
    expect(state.calls).toBe(1);
  });

  it.each<[string, DoorAnswer | undefined]>([
    ['nobody answers', undefined],
    ['it answers 500', { status: 500, headers: {}, body: '{"keys":[]}' }],
    ['it redirects', { status: 302, headers: { location: 'https://evil.example' }, body: '' }],
    ['it answers a page', { status: 200, headers: {}, body: '<html>' }],
    ['it answers something else', { status: 200, headers: {}, body: '[1]' }],
  ])('B9: when %s the keys of before stay, for a day', async (_name, answer) => {
    const { state, kids } = relyingParty([ecKey({ kid: 'a' })]);
    await kids({ alg: 'ES256', kid: 'a' });
    state.answer = answer;
    state.at += 11 * MINUTE;
    expect(await kids({ alg: 'ES256', kid: 'a' })).toEqual(['a']);
    expect(state.calls).toBe(2);
    state.at += 24 * 60 * MINUTE;
    expect(await kids({ alg: 'ES256', kid: 'a' })).toEqual([]);
  });

  it('B9: a key that was taken off the list is good no longer', async () => {
    const { state, kids, publish } = relyingParty([ecKey({ kid: 'a' })]);
    await kids({ alg: 'ES256', kid: 'a' });
    publish([ecKey({ kid: 'b' })]);
    state.at += 11 * MINUTE;
    expect(await kids({ alg: 'ES256', kid: 'a' })).toEqual([]);
  });

  it('B9: another address is another memory', async () => {
    const { state, kids } = relyingParty([ecKey({ kid: 'a' })]);
    await kids({ alg: 'ES256' });
    await kids({ alg: 'ES256' }, { ...CLIENT, jwks_uri: 'https://rp.example/other' });
    expect(state.calls).toBe(2);
  });
});

describe('which key is for what', () => {
  it('B9: RFC 7517 §4: kind, alg, use, key_ops and kid decide', async () => {
    const { kids } = relyingParty([]);
    const client = byValue(
      ecKey({ kid: 'any' }),
      ecKey({ kid: 'enc', use: 'enc' }),
      ecKey({ kid: 'other-alg', alg: 'ECDH-ES' }),
      ecKey({ kid: 'ops', key_ops: ['deriveBits'] }),
      { ...RSA, kid: 'rsa' },
      { ...SHORT, kid: 'short' },
      { ...ED, kid: 'ed', alg: 'EdDSA' },
      { kty: 'oct', k: 'AAAA', kid: 'shared' } as JWK,
      { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'off-curve' },
    );
    expect(await kids({ alg: 'ES256' }, client)).toEqual(['any']);
    expect(await kids({ alg: 'PS256' }, client)).toEqual(['rsa']);
    expect(await kids({ alg: 'Ed25519' }, client)).toEqual(['ed']);
    for (const alg of ['none', 'HS256', 'constructor', 'ECDH-ES'])
      expect(await kids({ alg }, client)).toEqual([]);
  });

  it('B9: OIDC Core §10.2: to encrypt, the key made for it; else one for anything; else none', async () => {
    const { keys } = relyingParty([]);
    const enc = ecKey({ kid: 'enc', use: 'enc' });
    const chosen = async (client: Client, alg: string) => (await keys.toEncrypt(client, alg))?.jwk.kid;
    expect(await chosen(byValue(ecKey({ kid: 'any' }), enc), 'ECDH-ES')).toBe('enc');
    expect(await chosen(byValue(ecKey({ kid: 'any' })), 'ECDH-ES')).toBe('any');
    expect(await chosen(byValue(ecKey({ kid: 'sig', use: 'sig' })), 'ECDH-ES')).toBeUndefined();
    expect(await chosen(byValue(enc), 'RSA-OAEP')).toBeUndefined();
  });

  it('B12: a changed registration is seen at once', async () => {
    const { kids } = relyingParty([]);
    expect(await kids({ alg: 'ES256' }, byValue(ecKey({ kid: 'old' })))).toEqual(['old']);
    expect(await kids({ alg: 'ES256' }, byValue(ecKey({ kid: 'new' })))).toEqual(['new']);
  });
});
