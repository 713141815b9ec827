import { generateKeyPairSync, sign } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Signer } from '../../../lambdas/domain/signer/signer.ts';
import { applicationServerKey, vapid } from '../../../lambdas/domain/web-push/vapid.ts';
import { publicKeyOf } from '../../support/push-service.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const HOUR = 3_600_000;
const later = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR);

/** A real key, and how often it signed. */
function counted(): { signer: Signer; signatures: () => number } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let signatures = 0;
  const signer: Signer = {
    algorithm: 'ES256',
    keyId: async () => 'key',
    publicJwk: async () => publicKey.export({ format: 'jwk' }),
    async sign(data) {
      signatures += 1;
      return sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    },
  };
  return { signer, signatures: () => signatures };
}

const parts = (authorization: string): { token: string; key: string } => {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  return { token, key };
};

const CONTACT = 'mailto:operator@guichet.test';

describe('vapid', () => {
  it('B3: a token for the origin of the endpoint, good for less than a day, naming the operator (RFC 8292 §2)', async () => {
    const { signer } = counted();
    const authorization = vapid({ signer, contact: CONTACT });
    const { token, key } = parts(await authorization('https://push.example/send/abc?d=e', NOW));
    const { payload, protectedHeader } = await jwtVerify(token, publicKeyOf(key), { currentDate: NOW });
    expect(protectedHeader).toEqual({ typ: 'JWT', alg: 'ES256' });
    expect(payload).toEqual({
      aud: 'https://push.example',
      exp: later(12).getTime() / 1000,
      sub: CONTACT,
    });
    expect(key).toBe(await applicationServerKey(signer));
  });

  it('B3: one signature an origin serves for hours, and never beyond its end', async () => {
    const { signer, signatures } = counted();
    const authorization = vapid({ signer, contact: CONTACT });
    const first = await authorization('https://push.example/one', NOW);
    expect(await authorization('https://push.example/two', later(10.9))).toBe(first);
    expect(signatures()).toBe(1);
    const second = await authorization('https://push.example/one', later(11));
    expect(second).not.toBe(first);
    expect(decodeJwt(parts(second).token).exp).toBe(later(23).getTime() / 1000);
    expect(signatures()).toBe(2);
  });

  it('B3: another origin gets a token of its own (RFC 8292 §2)', async () => {
    const { signer, signatures } = counted();
    const authorization = vapid({ signer, contact: CONTACT });
    const endpoints = ['https://push.example/a', 'https://push.example:8443/a', 'https://other.example/a'];
    const audiences = [];
    for (const endpoint of endpoints)
      audiences.push(decodeJwt(parts(await authorization(endpoint, NOW)).token).aud);
    expect(audiences).toEqual(['https://push.example', 'https://push.example:8443', 'https://other.example']);
    expect(signatures()).toBe(3);
  });

  it('X2: whoever names ever new push services does not fill the memory', async () => {
    const { signer, signatures } = counted();
    const authorization = vapid({ signer, contact: CONTACT });
    for (let n = 0; n < 65; n += 1) await authorization(`https://push-${n}.example/a`, NOW);
    await authorization('https://push-64.example/a', NOW);
    expect(signatures()).toBe(65);
    await authorization('https://push-0.example/a', NOW); // the oldest was given up
    expect(signatures()).toBe(66);
  });
});
