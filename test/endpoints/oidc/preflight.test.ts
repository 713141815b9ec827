import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTokenService, type TokenService } from '../../support/token-service.ts';

let service: TokenService;
beforeAll(async () => {
  service = await startTokenService();
});
afterAll(() => service.stop());

describe('pages of relying parties (CORS)', () => {
  it.each(['/oauth/token', '/oauth/userinfo', '/oauth/revoke'])(
    'B1: Fetch §3.2.2: %s may be called from any origin, with tokens and proofs, never with cookies',
    async (path) => {
      const { status, headers } = await service.call('OPTIONS', path);
      expect(status).toBe(204);
      expect(headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'authorization, content-type, dpop',
      });
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    },
  );

  it('B1: Fetch §3.2.3: errors can be read too, and the nonce they bring', async () => {
    for (const answer of [
      await service.call('GET', '/oauth/userinfo'),
      await service.call('POST', '/oauth/token', { form: { grant_type: 'authorization_code' } }),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.headers['access-control-allow-origin']).toBe('*');
      expect(answer.headers['access-control-expose-headers']).toContain('dpop-nonce');
    }
  });

  it('B1: introspection is for systems, not for pages', async () => {
    const { headers } = await service.call('POST', '/oauth/introspect', { form: { token: 'x' } });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});
