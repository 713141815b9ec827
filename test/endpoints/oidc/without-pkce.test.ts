import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFaults } from '../../../lambdas/domain/client/client-faults.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { authorizationParameters, authorize, codeFor, redeem, SECRET } from '../../support/relying-party.ts';
import { type PersonWithPhone, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let person: PersonWithPhone;
beforeAll(async () => {
  service = await startSignInService();
  await service.register({
    client_id: 'old',
    client_secret_hash: hashSecret(SECRET),
    require_pkce: false,
  });
  person = await service.personWithPhone();
});
afterAll(() => service.stop());

const NO_CHALLENGE = { code_challenge: '', code_challenge_method: '' };

describe('a client that the operator let off PKCE', () => {
  it('B1: OIDC Core §3.1.2.1: signs people in without a code challenge', async () => {
    const code = await codeFor(service, person, { client_id: 'old', ...NO_CHALLENGE });
    const { status, body } = await redeem(service, { client_id: 'old', code, code_verifier: '' });
    expect([status, body.scope]).toEqual([200, 'openid profile']);
  });

  it('B2: RFC 9700 §4.8.2: a verifier without a challenge shows that one was taken out', async () => {
    const code = await codeFor(service, person, { client_id: 'old', ...NO_CHALLENGE });
    const { body } = await redeem(service, { client_id: 'old', code });
    expect(body.error).toBe('invalid_grant');
  });

  it('B2: RFC 7636 §4.6: a challenge that was sent is held against the verifier all the same', async () => {
    const code = await codeFor(service, person, { client_id: 'old' });
    const { body } = await redeem(service, { client_id: 'old', code, code_verifier: '' });
    expect(body.error).toBe('invalid_grant');
  });

  it('B2: RFC 7636 §4.3: half a challenge is none', async () => {
    const query = authorizationParameters({ client_id: 'old', code_challenge: undefined });
    const { location } = await authorize(service, query);
    expect(location?.searchParams.get('error')).toBe('invalid_request');
  });

  it.each([
    ['a public client', { token_endpoint_auth_method: 'none' }],
    ['a FAPI client', { profile: 'fapi2', token_endpoint_auth_method: 'private_key_jwt' }],
  ] as const)('B2: RFC 9700 §2.1.1: %s cannot be let off', async (_name, members) => {
    const client = await service.register({ client_id: 'never', require_pkce: false, ...members });
    expect(clientFaults(client).join('\n')).toContain('require_pkce');
  });
});
