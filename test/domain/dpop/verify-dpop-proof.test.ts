import { randomBytes } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { DPOP_NONCE_SECONDS, dpopNonces } from '../../../lambdas/domain/dpop/dpop-nonces.ts';
import {
  DPOP_PROOF_SECONDS,
  type DpopPolicy,
  verifyDpopProof,
} from '../../../lambdas/domain/dpop/verify-dpop-proof.ts';
import { sealer } from '../../../lambdas/domain/sealed-token/sealer.ts';
import { dpopProof, type ProofChanges, type ProofKey, proofKey } from '../../support/dpop-proof.ts';

const URI = 'https://id.example/oauth/token';
const secret = randomBytes(32);
const bytes = (count: number): Uint8Array => randomBytes(count);
const nonces = dpopNonces(async (purpose) => sealer(secret, purpose, bytes));
const POLICY: DpopPolicy = { algorithms: ['ES256', 'PS256', 'Ed25519', 'EdDSA'], nonceRequired: false };

let key: ProofKey;
let rsa: ProofKey;
beforeAll(async () => {
  key = await proofKey();
  rsa = await proofKey('PS256');
});

/** Remembers what it saw: the protocol of the store, in memory. */
const seen = new Set<string>();
const remembered: Date[] = [];
const replays = {
  unique: async ({ purpose, id, expiresAt }: { purpose: string; id: string; expiresAt: Date }) => {
    remembered.push(expiresAt);
    const first = !seen.has(`${purpose} ${id}`);
    seen.add(`${purpose} ${id}`);
    return first;
  },
};

const verify = (
  proof: string,
  policy: Partial<DpopPolicy> = {},
  now = new Date(),
  uri = URI,
  method = 'POST',
) => verifyDpopProof(proof, { method, uri, now }, { ...POLICY, ...policy }, { nonces, replays });
const made = (changes?: ProofChanges, by = key): Promise<string> => dpopProof(by, 'POST', URI, changes);
const refused = { code: 'invalid_dpop_proof', status: 400 };

describe('RFC 9449 §4.3: checking proofs', () => {
  it('B9: a good proof gives the thumbprint of its key (RFC 7638)', async () => {
    expect(await verify(await made())).toEqual({ jkt: key.thumbprint });
    expect(await verify(await made({}, rsa))).toEqual({ jkt: rsa.thumbprint });
    const edwards = await proofKey('EdDSA');
    expect(await verify(await made({}, edwards))).toEqual({ jkt: edwards.thumbprint });
  });

  it('B9: RFC 9449 §4.3 #1: more than one proof, as the gateway joins them', async () => {
    await expect(verify(`${await made()},${await made()}`)).rejects.toMatchObject(refused);
  });

  it.each(['', 'nonsense', 'a.b.c', 'e30.e30.', `${'a'.repeat(5000)}.e30.AA`])(
    'B9: RFC 9449 §4.3 #2: not one well-formed JWT: %.20s',
    async (text) => {
      await expect(verify(text)).rejects.toMatchObject(refused);
    },
  );

  it.each(['jti', 'htm', 'htu', 'iat'])('B9: RFC 9449 §4.3 #3: without %s', async (name) => {
    await expect(verify(await made({ claims: { [name]: undefined } }))).rejects.toMatchObject(refused);
  });

  it.each([
    ['iat', 'now'],
    ['jti', 7],
    ['jti', ''],
    ['jti', 'j'.repeat(300)],
    ['htm', ['POST']],
    ['htu', 5],
  ])('B9: RFC 9449 §4.2: %s as %s', async (name, value) => {
    await expect(verify(await made({ claims: { [name]: value } }))).rejects.toMatchObject(refused);
  });

  it.each(['JWT', 'jwt', undefined, 'at+jwt'])('B9: RFC 9449 §4.3 #4: typ %s', async (typ) => {
    await expect(verify(await made({ header: { typ } }))).rejects.toMatchObject(refused);
  });

  it('B9: RFC 9449 §4.3 #5: alg none, a shared secret, or one this client may not use', async () => {
    const [, payload] = (await made()).split('.');
    const none = Buffer.from(JSON.stringify({ typ: 'dpop+jwt', alg: 'none', jwk: key.jwk })).toString(
      'base64url',
    );
    await expect(verify(`${none}.${payload}.`)).rejects.toMatchObject(refused);
    const symmetric = await new SignJWT({ jti: 'a', htm: 'POST', htu: URI })
      .setIssuedAt()
      .setProtectedHeader({ alg: 'HS256', typ: 'dpop+jwt', jwk: { kty: 'oct', k: 'AAAA' } as never })
      .sign(randomBytes(32));
    await expect(verify(symmetric)).rejects.toMatchObject(refused);
    await expect(verify(await made({}, rsa), { algorithms: ['ES256'] })).rejects.toMatchObject(refused);
  });

  it('B9: RFC 9449 §4.3 #6: signed by another key than the header says, or changed since', async () => {
    const other = await proofKey();
    await expect(verify(await made({ header: { jwk: other.jwk } }))).rejects.toMatchObject(refused);
    const [header, payload, signature = ''] = (await made()).split('.');
    const changed = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    await expect(verify(`${header}.${payload}.${changed}`)).rejects.toMatchObject(refused);
  });

  it('B9: RFC 9449 §4.3 #7: a private key in the header', async () => {
    const jwk = await exportJWK(key.privateKey);
    await expect(verify(await made({ header: { jwk } }))).rejects.toMatchObject(refused);
  });

  it.each([
    ['no key', undefined],
    ['a text', 'key'],
    ['no coordinates', { kty: 'EC', crv: 'P-256' }],
    ['a point off the curve', { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }],
    ['another kind than the alg', { kty: 'RSA', n: 'AQAB', e: 'AQAB' }],
    ['a kind of the prototype', { kty: 'constructor' }],
  ])('B9: RFC 9449 §4.2: jwk: %s', async (_what, jwk) => {
    await expect(verify(await made({ header: { jwk } }))).rejects.toMatchObject(refused);
  });

  it('B9: RFC 9449 §4.2: crit is not understood, so it is refused (RFC 7515 §4.1.11)', async () => {
    const header = { crit: ['exp'], exp: 1 };
    const [, payload, signature] = (await made()).split('.');
    const critical = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'dpop+jwt', jwk: key.jwk, ...header }));
    await expect(verify(`${critical.toString('base64url')}.${payload}.${signature}`)).rejects.toMatchObject(
      refused,
    );
  });

  it.each(['GET', 'post', ''])('B9: RFC 9449 §4.3 #8: htm %s for a POST', async (htm) => {
    await expect(verify(await made({ claims: { htm } }))).rejects.toMatchObject(refused);
  });

  it.each([
    'https://id.example/oauth/userinfo',
    'http://id.example/oauth/token',
    'https://id.example:8443/oauth/token',
    'https://other.example/oauth/token',
    'https://id.example/oauth/token/',
    '/oauth/token',
    'oauth/token',
  ])('B9: RFC 9449 §4.3 #9: htu %s', async (htu) => {
    await expect(verify(await made({ claims: { htu } }))).rejects.toMatchObject(refused);
  });

  it.each([
    'https://id.example/oauth/token?a=b',
    'https://id.example/oauth/token#part',
    'HTTPS://ID.EXAMPLE/oauth/token',
    'https://id.example:443/oauth/token',
    'https://id.example/oauth/x/../token',
  ])(
    'B9: RFC 9449 §4.3 #9: htu counts without query and fragment, and normalised (RFC 3986 §6.2): %s',
    async (htu) => {
      expect(await verify(await made({ claims: { htu } }))).toEqual({ jkt: key.thumbprint });
    },
  );

  it('B9: RFC 9449 §4.3 #10, §8: a nonce that is not ours, or ran out, is answered by a good one', async () => {
    const now = new Date();
    const nonce = await nonces.current(now);
    expect(await verify(await made({ claims: { nonce } }), {}, now)).toEqual({ jkt: key.thumbprint });
    const asked = { code: 'use_dpop_nonce', headers: { 'dpop-nonce': await nonces.current(now) } };
    await expect(verify(await made({ claims: { nonce: 'made-up' } }), {}, now)).rejects.toMatchObject(asked);
    await expect(verify(await made({ claims: { nonce: 7 } }), {}, now)).rejects.toMatchObject(asked);
    const later = new Date(now.getTime() + DPOP_NONCE_SECONDS * 1000);
    const iat = Math.floor(later.getTime() / 1000);
    await expect(verify(await made({ claims: { nonce, iat } }), {}, later)).rejects.toMatchObject({
      code: 'use_dpop_nonce',
    });
  });

  it('B9: RFC 9449 §8: where a nonce is required, a proof without one is sent back for it', async () => {
    await expect(verify(await made(), { nonceRequired: true })).rejects.toMatchObject({
      code: 'use_dpop_nonce',
    });
    const nonce = await nonces.current(new Date());
    expect(await verify(await made({ claims: { nonce } }), { nonceRequired: true })).toBeDefined();
  });

  it('B9: RFC 9449 §8: a nonce of another purpose or another deployment is none of ours', async () => {
    const foreign = sealer(randomBytes(32), 'dpop-nonce', bytes).seal({ iat: Math.floor(Date.now() / 1000) });
    const answer = sealer(secret, 'answer', bytes).seal({ iat: Math.floor(Date.now() / 1000) });
    for (const nonce of [foreign, answer]) {
      await expect(verify(await made({ claims: { nonce } }))).rejects.toMatchObject({
        code: 'use_dpop_nonce',
      });
    }
  });

  it('B9: RFC 9449 §4.3 #11: an iat too old, without a nonce', async () => {
    const iat = Math.floor(Date.now() / 1000) - DPOP_PROOF_SECONDS - 5;
    await expect(verify(await made({ claims: { iat } }))).rejects.toMatchObject(refused);
  });

  it('B9: FAPI 2.0 Security Profile §5.3.2.1: an iat more than a minute ahead, with a nonce too', async () => {
    const iat = Math.floor(Date.now() / 1000) + DPOP_PROOF_SECONDS + 5;
    const nonce = await nonces.current(new Date());
    await expect(verify(await made({ claims: { iat } }))).rejects.toMatchObject(refused);
    await expect(verify(await made({ claims: { iat, nonce } }))).rejects.toMatchObject(refused);
  });

  it('B9: RFC 9449 §4.3 #11, §11.1: with our nonce a clock may be an hour late; the proof counts once all the same', async () => {
    const now = new Date(Date.now() + 86_400_000); // a day that no nonce was handed out yet
    const iat = Math.floor(now.getTime() / 1000) - 3600;
    const proof = await made({ claims: { iat, nonce: await nonces.current(now) } });
    expect(await verify(proof, {}, now)).toEqual({ jkt: key.thumbprint });
    expect(remembered.at(-1)?.getTime()).toBeGreaterThan(now.getTime() + DPOP_NONCE_SECONDS * 1000);
    const end = new Date(now.getTime() + (DPOP_NONCE_SECONDS - 1) * 1000);
    await expect(verify(proof, {}, end)).rejects.toMatchObject(refused);
    const after = new Date(now.getTime() + DPOP_NONCE_SECONDS * 1000);
    await expect(verify(proof, {}, after)).rejects.toMatchObject({ code: 'use_dpop_nonce' });
  });

  it('B9: FAPI 2.0 Security Profile §5.3.2.1: a clock that is ten seconds ahead', async () => {
    const iat = Math.floor(Date.now() / 1000) + 10;
    expect(await verify(await made({ claims: { iat } }))).toEqual({ jkt: key.thumbprint });
  });

  it('B9: RFC 9449 §4.3 #12: ath must be the hash of the token shown', async () => {
    const accessToken = 'the-token';
    expect(await verify(await made({ token: accessToken }), { accessToken })).toEqual({
      jkt: key.thumbprint,
    });
    await expect(verify(await made(), { accessToken })).rejects.toMatchObject(refused);
    await expect(verify(await made({ token: 'another' }), { accessToken })).rejects.toMatchObject(refused);
  });

  it('B9: RFC 9449 §11.1: a proof serves once, even twenty at a time; another key may use the same jti', async () => {
    const proof = await made({ claims: { jti: 'fixed' } });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => verify(proof)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const other = await proofKey();
    expect(await verify(await made({ claims: { jti: 'fixed' } }, other))).toEqual({ jkt: other.thumbprint });
  });

  it('B9: a proof that is refused is not remembered', async () => {
    const claims = { jti: 'tried-before' };
    await expect(verify(await made({ claims: { ...claims, htm: 'GET' } }))).rejects.toMatchObject(refused);
    expect(await verify(await made({ claims }))).toBeDefined();
  });
});
