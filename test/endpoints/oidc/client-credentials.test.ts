import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoClients } from '../../../lambdas/adapters/aws/dynamo-clients.ts';
import { dynamoOrganisationTokens } from '../../../lambdas/adapters/aws/dynamo-organisation-tokens.ts';
import type { Organisation } from '../../../lambdas/domain/organisation/organisation.ts';
import { requireOrganisation } from '../../../lambdas/domain/organisation-token/require-organisation.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import {
  authorizationParameters,
  authorize,
  codeFor,
  postToken,
  redeem,
  SECRET,
} from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
const TAX = '130025265';
const system = {
  client_id: 'tax-letters',
  client_secret_hash: hashSecret(SECRET),
  grant_types: ['client_credentials'] as const,
  scope: 'letters',
  organisation_id: TAX,
};
const organisation: Organisation = {
  id: TAX,
  name: 'Tax office',
  kind: 'agency',
  town: 'Paris',
  status: 'active',
  representativeId: 'account',
  registeredAt: '2026-01-01T00:00:00Z',
  version: 1,
};

beforeAll(async () => {
  service = await startSignInService();
  await service.register(system);
  await service.register({ client_id: 'rp', client_secret_hash: hashSecret(SECRET) });
  await service.register({
    ...system,
    client_id: 'both',
    grant_types: ['authorization_code', 'client_credentials'],
    scope: 'openid profile letters',
  });
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const ask = (changes: Record<string, string | undefined> = {}, headers: Record<string, string> = {}) => {
  const form = {
    grant_type: 'client_credentials',
    client_id: 'tax-letters',
    client_secret: SECRET,
    ...changes,
  };
  const given = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return postToken(service, new URLSearchParams(given), headers);
};

/** A call of the letter API: the clients are read afresh, as after the time they are remembered. */
const call = (token: string | undefined, found: Organisation | undefined = organisation, query = '') =>
  requireOrganisation(
    {
      method: 'GET',
      query: new URLSearchParams(query),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      rawBody: new Uint8Array(),
      now: new Date(),
    },
    {
      organisationTokens: dynamoOrganisationTokens('access-tokens'),
      clients: dynamoClients('clients'),
      organisations: { find: async (id) => (id === TAX ? found : undefined) },
    },
  );

describe('POST /oauth/token: client_credentials', () => {
  it('E1: RFC 6749 §4.4.3: an opaque token of ten minutes, without refresh or ID token, not to be stored', async () => {
    const { status, headers, body } = await ask({ scope: 'letters' });
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'letters' });
    expect(body.access_token).toMatch(/^[\w-]{43}$/);
  });

  it('E1: RFC 6749 §3.3: without scope it is what the client is registered for', async () => {
    expect((await ask()).body.scope).toBe('letters');
    expect((await ask({ client_id: 'both' })).body.scope).toBe('letters');
  });

  it.each([
    ['one that does not exist', 'letters payments'],
    ['one of persons', 'openid'],
    ['one of persons beside its own', 'openid letters'],
    ['none that is a word', ' '],
  ])('E1: RFC 6749 §5.2: invalid_scope for %s', async (_name, scope) => {
    const { status, body } = await ask({ client_id: 'both', scope });
    expect([status, body.error]).toEqual([400, 'invalid_scope']);
  });

  it('E1: RFC 6749 §5.2: unauthorized_client for one that is registered for the code grant only', async () => {
    const { status, body } = await ask({ client_id: 'rp' });
    expect([status, body.error]).toEqual([400, 'unauthorized_client']);
  });

  it('E1: RFC 6749 §5.2: unauthorized_client for one that belongs to no organisation', async () => {
    await service.register({ ...system, client_id: 'stray', organisation_id: undefined } as never);
    expect((await ask({ client_id: 'stray' })).body.error).toBe('unauthorized_client');
  });

  it.each([
    ['a wrong secret', { client_secret: 'x'.repeat(32) }],
    ['no secret: the grant is for confidential clients only (§4.4)', { client_secret: undefined }],
    ['an unknown client', { client_id: 'nobody' }],
  ])('E1: RFC 6749 §4.4.2: invalid_client for %s', async (_name, changes) => {
    const { status, body } = await ask(changes);
    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });

  it('E1: RFC 6749 §4.1.2.1, §5.2: a system alone can neither begin nor end the code grant', async () => {
    await service.register({ ...system, client_id: 'alone', scope: 'openid letters' });
    const { location } = await authorize(service, authorizationParameters({ client_id: 'alone' }));
    expect(location?.searchParams.get('error')).toBe('unauthorized_client');
    const { body } = await redeem(service, { client_id: 'alone', code: 'c' });
    expect(body.error).toBe('unauthorized_client');
  });

  it('E1: a client of both grants keeps its code grant', async () => {
    const person = await service.personWithPhone();
    const code = await codeFor(service, person, { client_id: 'both' });
    expect((await redeem(service, { client_id: 'both', code })).body.id_token).toBeDefined();
  });
});

describe('an organisation’s access token', () => {
  const tokenFor = async (changes: Record<string, string> = {}): Promise<string> =>
    (await ask(changes)).body.access_token ?? '';

  it('E1: names client and organisation until its ten minutes are over', async () => {
    const token = await tokenFor();
    expect(await call(token)).toMatchObject({ organisationId: TAX, client: { client_id: 'tax-letters' } });
    service.advance(599);
    expect((await call(token)).organisationId).toBe(TAX);
    service.advance(2);
    await expect(call(token)).rejects.toMatchObject({ code: 'invalid_token', status: 401 });
  });

  it('E1: RFC 6750 §3.1: no token, an unknown one, and one in the query are refused', async () => {
    await expect(call(undefined)).rejects.toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="guichet"' },
    });
    await expect(call('unknown')).rejects.toMatchObject({ code: 'invalid_token' });
    await expect(call(undefined, organisation, `access_token=${await tokenFor()}`)).rejects.toMatchObject({
      status: 400,
    });
  });

  it('E1: a person’s token opens nothing here, and an organisation’s token no person', async () => {
    const person = await service.personWithPhone();
    const code = await codeFor(service, person, { client_id: 'both' });
    const { body } = await redeem(service, { client_id: 'both', code });
    await expect(call(body.access_token)).rejects.toMatchObject({ code: 'invalid_token' });
    const headers = { authorization: `Bearer ${await tokenFor()}` };
    expect((await fetch(`${service.issuer}/oauth/userinfo`, { headers })).status).toBe(401);
  });

  it('E1: RFC 6750 §3.1: insufficient_scope, 403', async () => {
    const token = { id: hashSecret('narrow'), clientId: 'tax-letters', organisationId: TAX, scopes: [] };
    const validUntil = new Date(Date.now() + 1000).toISOString();
    await dynamoOrganisationTokens('access-tokens').keep({ ...token, validUntil });
    await expect(call('narrow')).rejects.toMatchObject({ code: 'insufficient_scope', status: 403 });
  });

  it.each([
    ['blocked', { status: 'blocked' }],
    ['given to another organisation', { organisation_id: '999999999' }],
    ['no longer registered for the grant', { grant_types: ['authorization_code'] }],
  ] as const)('E1: a client that is %s is shut out before its token ends', async (_name, change) => {
    await service.register({ ...system, client_id: 'changing' });
    const token = await tokenFor({ client_id: 'changing' });
    expect((await call(token)).organisationId).toBe(TAX);
    await service.register({ ...system, client_id: 'changing', ...change });
    await expect(call(token)).rejects.toMatchObject({ code: 'invalid_token' });
  });

  it('E1: an organisation that is not admitted, suspended or gone is shut out', async () => {
    const token = await tokenFor();
    for (const status of ['pending', 'suspended', 'refused'] as const) {
      await expect(call(token, { ...organisation, status })).rejects.toMatchObject({ code: 'invalid_token' });
    }
    await expect(
      requireOrganisation(
        {
          method: 'GET',
          query: new URLSearchParams(),
          headers: { authorization: `Bearer ${token}` },
          rawBody: new Uint8Array(),
          now: new Date(),
        },
        {
          organisationTokens: dynamoOrganisationTokens('access-tokens'),
          clients: dynamoClients('clients'),
          organisations: { find: async () => undefined },
        },
      ),
    ).rejects.toMatchObject({ code: 'invalid_token' });
  });
});
