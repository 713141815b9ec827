import { calculateJwkThumbprint, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
});
afterAll(() => service.stop());

const get = (path: string): Promise<Response> => fetch(service.issuer + path);

describe('GET /oauth/jwks', () => {
  it('B1: RFC 7517 §5, RFC 7638: public keys only, ES256 and RS256, named by their thumbprints, to be cached', async () => {
    const response = await get('/oauth/jwks');
    const { keys } = (await response.json()) as { keys: JWK[] };
    expect(keys.map(({ alg, use }) => [alg, use])).toEqual([
      ['ES256', 'sig'],
      ['RS256', 'sig'],
    ]);
    for (const key of keys) {
      expect(key.kid).toBe(await calculateJwkThumbprint(key));
      expect(Object.keys(key).filter((name) => ['d', 'p', 'q', 'k'].includes(name))).toEqual([]);
    }
    expect(response.headers.get('cache-control')).toContain('max-age');
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
  });
});
