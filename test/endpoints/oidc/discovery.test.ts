import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../../lambdas/routes.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
});
afterAll(() => service.stop());

const get = (path: string): Promise<Response> => fetch(service.issuer + path);

describe('discovery and keys', () => {
  it('B1: Discovery §3: every endpoint named is served, and the issuer is the address asked', async () => {
    const metadata = (await (await get('/.well-known/openid-configuration')).json()) as Record<
      string,
      unknown
    >;
    expect(metadata.issuer).toBe(service.issuer);
    const named = Object.entries(metadata).filter(([name]) => /_endpoint$|^jwks_uri$/.test(name));
    expect(named).toHaveLength(5);
    for (const [, address] of named) {
      const path = String(address).slice(service.issuer.length);
      expect(ROUTES.some((route) => route.path === path)).toBe(true);
    }
  });

  it('B1: Discovery §3: says plainly what is not served', async () => {
    const metadata = await (await get('/.well-known/openid-configuration')).json();
    expect(metadata).toMatchObject({
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'client_credentials'],
      code_challenge_methods_supported: ['S256'],
      request_uri_parameter_supported: false,
      request_parameter_supported: false,
      subject_types_supported: ['pairwise'],
      authorization_response_iss_parameter_supported: true,
    });
  });
});
