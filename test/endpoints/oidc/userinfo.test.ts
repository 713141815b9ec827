import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoConsents } from '../../../lambdas/adapters/aws/dynamo-consents.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { codeFor, redeem, SECRET } from '../../support/relying-party.ts';
import { type PersonWithPhone, put, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let person: PersonWithPhone;

beforeAll(async () => {
  service = await startSignInService();
  const client_secret_hash = hashSecret(SECRET);
  await service.register({ client_id: 'rp', client_secret_hash });
  await service.register({ client_id: 'narrow', client_secret_hash, scope: 'openid gender' });
  person = await service.personWithPhone();
});
afterAll(() => service.stop());

async function tokenFor(changes: Record<string, string | undefined>, who = person): Promise<string> {
  const code = await codeFor(service, who, changes);
  const client_id = changes.client_id ?? 'rp';
  return (await redeem(service, { code, client_id })).body.access_token ?? '';
}

const url = (): string => `${service.issuer}/oauth/userinfo`;
const bearer = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } });
const read = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json()) as Record<string, unknown>;

describe('what is answered', () => {
  it('B6 A12: identite_pivot is exactly the six pivot claims beside sub', async () => {
    const claims = await read(await fetch(url(), bearer(await tokenFor({ scope: 'openid identite_pivot' }))));
    expect(Object.keys(claims).sort()).toEqual(
      ['birthcountry', 'birthdate', 'birthplace', 'family_name', 'gender', 'given_name', 'sub'].sort(),
    );
  });

  it.each([
    ['openid', []],
    ['openid email', ['email', 'email_verified']],
    ['openid phone', ['phone_number', 'phone_number_verified']],
    ['openid birth', ['birthcountry', 'birthplace']],
    ['openid gender', ['gender']],
  ])('B6: OIDC Core §5.4: scope "%s" gives %j', async (scope, names) => {
    const client = scope.endsWith('gender') ? { client_id: 'narrow' } : {};
    const claims = await read(await fetch(url(), bearer(await tokenFor({ scope, ...client }))));
    expect(Object.keys(claims).sort()).toEqual([...names, 'sub'].sort());
  });

  it('B6: OIDC Core §5.5: the claims parameter adds to the scopes, within what the client is registered for', async () => {
    const claims = JSON.stringify({ userinfo: { birthdate: null, gender: { essential: true } } });
    const wide = await read(await fetch(url(), bearer(await tokenFor({ scope: 'openid', claims }))));
    expect(wide).toMatchObject({ birthdate: '1990-07-13', gender: 'female' });
    const token = await tokenFor({ client_id: 'narrow', scope: 'openid profile', claims });
    expect(Object.keys(await read(await fetch(url(), bearer(token)))).sort()).toEqual(['gender', 'sub']);
  });

  it('B6: born abroad, with a used name and a presumed birth date: empty birthplace, -00', async () => {
    const abroad = await service.personWithPhone(
      {},
      { birthplace: '', birthcountry: '99139', birthdate: '1985-00-00', preferred_username: 'DURAND' },
    );
    const token = await tokenFor({ scope: 'openid identite_pivot profile' }, abroad);
    expect(await read(await fetch(url(), bearer(token)))).toMatchObject({
      birthplace: '',
      birthcountry: '99139',
      birthdate: '1985-00-00',
      preferred_username: 'DURAND',
    });
  });

  it('B1: POST with the token in the form (RFC 6750 §2.2); never to be stored', async () => {
    const body = new URLSearchParams({ access_token: await tokenFor({}) });
    const response = await fetch(url(), { method: 'POST', body });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toContain('application/json');
  });
});

describe('what is refused', () => {
  it('B1: RFC 6750 §3: no token: 401 with the challenges alone', async () => {
    const response = await fetch(url());
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(
      'Bearer realm="guichet", DPoP realm="guichet", algs="ES256 RS256 PS256 EdDSA Ed25519"',
    );
  });

  it('B1: RFC 6750 §3.1: an unknown token: 401 invalid_token', async () => {
    const response = await fetch(url(), bearer('x'.repeat(43)));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('B1: RFC 6750 §2.3, RFC 9700 §4.3.2: a token in the query is refused even when good', async () => {
    const token = await tokenFor({});
    const response = await fetch(`${url()}?access_token=${token}`, bearer(token));
    expect(response.status).toBe(400);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_request"');
  });

  it('B1: RFC 6750 §2: a token in two places', async () => {
    const token = await tokenFor({});
    const response = await fetch(url(), {
      method: 'POST',
      body: new URLSearchParams({ access_token: token }),
      ...bearer(token),
    });
    expect(response.status).toBe(400);
  });

  it('B5: a consent withdrawn ends the token obtained by it', async () => {
    const token = await tokenFor({});
    await dynamoConsents('consents').revoke(person.account.id, 'rp');
    expect((await fetch(url(), bearer(token))).status).toBe(401);
  });

  it('X3: a suspended identity answers nothing', async () => {
    const other = await service.personWithPhone();
    const token = await tokenFor({}, other);
    await put('accounts', { ...other.account, status: 'suspended' });
    expect((await fetch(url(), bearer(token))).status).toBe(401);
  });
});
