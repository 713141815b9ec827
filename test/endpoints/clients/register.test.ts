import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoClientRegistrations } from '../../../lambdas/adapters/aws/dynamo-client-registrations.ts';
import { dynamoClients } from '../../../lambdas/adapters/aws/dynamo-clients.ts';
import type { RegistrationTokenView } from '../../../lambdas/contracts/relying-parties.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import {
  ISSUER,
  type Portal,
  type PortalAnswer,
  type PortalOwner,
  SERVICE,
  startPortal,
} from '../../support/portal.ts';

let portal: Portal;
let ada: PortalOwner;
let initial: string;
beforeAll(async () => {
  portal = await startPortal({ clientsPerOwner: 500 });
  ada = await portal.owner();
  initial = (await ada.call<RegistrationTokenView>('POST', '/api/relying-party-tokens')).body.token;
});
afterAll(() => portal.stop());

interface Information {
  readonly client_id: string;
  readonly client_secret?: string;
  readonly registration_access_token: string;
  readonly registration_client_uri: string;
  readonly [member: string]: unknown;
}
interface OAuthProblem {
  readonly error: string;
  readonly error_description: string;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const post = (metadata: unknown, token = initial): Promise<PortalAnswer<Information & OAuthProblem>> =>
  portal.anybody('POST', '/oauth/register', metadata, bearer(token));
const registered = async (metadata: object = {}): Promise<Information> => {
  const answer = await post({ ...SERVICE, ...metadata });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
};
const manage = (
  method: string,
  client: Information,
  body?: unknown,
  token = client.registration_access_token,
) =>
  portal.anybody<Information & OAuthProblem>(
    method,
    `/oauth/register/${client.client_id}`,
    body,
    bearer(token),
  );

describe('registering (RFC 7591 §3)', () => {
  it('B12: RFC 7591 §3.2.1: 201, never stored by caches, with everything that was registered and when the secret ends', async () => {
    const answer = await post({ ...SERVICE, token_endpoint_auth_method: undefined });
    expect([answer.status, answer.headers['cache-control'], answer.headers.pragma]).toEqual([
      201,
      'no-store',
      'no-cache',
    ]);
    expect(answer.body).toMatchObject({
      ...SERVICE,
      client_secret_expires_at: 0,
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      registration_client_uri: `${ISSUER}/oauth/register/${answer.body.client_id}`,
    });
    const kept = await dynamoClients('clients').find(answer.body.client_id);
    expect(kept).toMatchObject({ environment: 'sandbox', owner: ada.account.id });
    expect(kept?.client_secret_hash).toBe(hashSecret(answer.body.client_secret ?? ''));
    expect(JSON.stringify(kept)).not.toContain(answer.body.registration_access_token);
  });

  it('B12: RFC 8705 §5: a deployment without a host for mutual TLS registers nobody for it', async () => {
    const tls_client_auth_subject_dn = 'CN=rp';
    const answer = await post({
      ...SERVICE,
      token_endpoint_auth_method: 'tls_client_auth',
      tls_client_auth_subject_dn,
    });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_client_metadata']);
    expect(answer.body.error_description).toContain('host for mutual TLS');
  });

  it('B12: RFC 7591 §2: members that are not understood are ignored', async () => {
    const client = await registered({
      software_id: 'x',
      'client_name#fr': 'Bibliothèque',
      environment: 'production',
    });
    expect(client).not.toHaveProperty('software_id');
    expect((await dynamoClients('clients').find(client.client_id))?.environment).toBe('sandbox');
  });

  it.each([
    ['a plain http address', { redirect_uris: ['http://library.example/callback'] }],
    ['a fragment', { redirect_uris: ['https://library.example/callback#here'] }],
    ['a wildcard', { redirect_uris: ['https://*.library.example/callback'] }],
    ['none', { redirect_uris: [] }],
    ['no list', { redirect_uris: 'https://library.example/callback' }],
  ])('B12: RFC 7591 §3.2.2: %s is invalid_redirect_uri', async (_what, metadata) => {
    const { status, body } = await post({ ...SERVICE, ...metadata });
    expect([status, body.error], JSON.stringify(body)).toEqual([400, 'invalid_redirect_uri']);
    expect(body.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  });

  it.each([
    ['an unknown scope', { scope: 'openid everything' }],
    ['a response type that is not served', { response_types: ['token'] }],
    ['a public subject', { subject_type: 'public' }],
    ['a method without its keys', { token_endpoint_auth_method: 'private_key_jwt' }],
    ['jwks and jwks_uri together', { jwks: { keys: [] }, jwks_uri: 'https://library.example/jwks' }],
    ['client_credentials, which operators give', { grant_types: ['client_credentials'] }],
    ['an algorithm that is not served', { id_token_signed_response_alg: 'none' }],
  ])('B12: RFC 7591 §3.2.2: %s is invalid_client_metadata', async (_what, metadata) => {
    const { status, body } = await post({ ...SERVICE, ...metadata });
    expect([status, body.error], JSON.stringify(body)).toEqual([400, 'invalid_client_metadata']);
  });

  it('B12: RFC 7591 §3.1: a body that is no JSON object is invalid_client_metadata', async () => {
    const long = JSON.stringify({ ...SERVICE, jwks: { keys: [{ kty: 'EC', more: 'x'.repeat(70_000) }] } });
    for (const body of ['not json', '[]', '"text"', long])
      expect((await post(body)).body.error).toBe('invalid_client_metadata');
  });

  it('B12: RFC 7591 §3: needs a good initial access token (RFC 6750 §3.1)', async () => {
    const none = await portal.anybody<OAuthProblem>('POST', '/oauth/register', SERVICE);
    const forged = await post(SERVICE, `${initial.slice(0, -4)}AAAA`);
    expect([none.status, forged.status, forged.body.error]).toEqual([401, 401, 'invalid_token']);
    expect(none.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it('B12: an initial access token is good for a day, and for an identity that is usable', async () => {
    const { issueRegistrationToken, requireRegistrationToken } = await import(
      '../../../lambdas/domain/client-registration/registration-token.ts'
    );
    const { sealer } = await import('../../../lambdas/domain/sealed-token/sealer.ts');
    const { randomness } = await import('../../../lambdas/shell/randomness.ts');
    const sealing = sealer(new Uint8Array(32), 'registration', randomness.bytes);
    const { token } = issueRegistrationToken('ada', new Date('2026-11-22T12:00:00Z'), sealing);
    const used = (now: string) =>
      requireRegistrationToken(
        {
          method: 'POST',
          query: new URLSearchParams(),
          headers: bearer(token),
          rawBody: new Uint8Array(),
          now: new Date(now),
        },
        sealing,
      );
    expect(used('2026-11-23T11:59:59Z')).toBe('ada');
    expect(() => used('2026-11-23T12:00:00Z')).toThrow('expired');
    const bob = await portal.owner();
    const his = (await bob.call<RegistrationTokenView>('POST', '/api/relying-party-tokens')).body.token;
    const { put } = await import('../../support/sign-in.ts');
    await put('accounts', { ...bob.account, status: 'suspended' });
    expect((await post(SERVICE, his)).body.error).toBe('invalid_token');
  });
});

describe('managing (RFC 7592 §2)', () => {
  it('B12: RFC 7592 §2.1: reads what is registered, never the secret again', async () => {
    const client = await registered();
    const { status, body, headers } = await manage('GET', client);
    const { client_secret: _secret, client_secret_expires_at: _expires, ...rest } = client;
    expect([status, headers['cache-control'], body]).toEqual([200, 'no-store', rest]);
  });

  it.each(['GET', 'PUT', 'DELETE'])(
    'B12: RFC 7592 §2: %s with another client’s token, or of no client, is 401',
    async (method) => {
      const [one, other] = [await registered(), await registered()];
      const body = method === 'PUT' ? { ...SERVICE, client_id: one.client_id } : undefined;
      const wrong = await manage(method, one, body, other.registration_access_token);
      const none = await manage(method, { ...one, client_id: 'nothing' }, body);
      expect([wrong.status, wrong.body.error, none.status]).toEqual([401, 'invalid_token', 401]);
      expect(none.body).toEqual(wrong.body);
      expect((await manage(method, one, body, initial)).status).toBe(401);
      expect((await manage('GET', one)).status).toBe(200);
    },
  );

  it('B12: RFC 7592 §2.2: replaces everything; what is left out is forgotten', async () => {
    const client = await registered();
    const { client_id, client_secret } = client;
    const wanted = { client_id, client_secret, redirect_uris: ['https://library.example/other'] };
    const { status, body } = await manage('PUT', client, wanted);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ client_id, redirect_uris: wanted.redirect_uris, scope: 'openid' });
    expect(body).not.toHaveProperty('policy_uri');
    expect((await dynamoClients('clients').find(client_id))?.client_secret_hash).toBe(
      hashSecret(client_secret ?? ''),
    );
  });

  it.each([
    ['another client_id', { client_id: 'another' }],
    ['no client_id', { client_id: undefined }],
    ['a secret of its own choice', { client_secret: 'x'.repeat(43) }],
    ['registration_access_token', { registration_access_token: 'x' }],
    ['registration_client_uri', { registration_client_uri: 'https://x.example' }],
    ['client_secret_expires_at', { client_secret_expires_at: 0 }],
    ['client_id_issued_at', { client_id_issued_at: 1 }],
  ])('B12: RFC 7592 §2.2: %s is invalid_client_metadata, and changes nothing', async (_what, wrong) => {
    const client = await registered();
    const { status, body } = await manage('PUT', client, {
      ...SERVICE,
      client_name: 'Changed',
      client_id: client.client_id,
      ...wrong,
    });
    expect([status, body.error]).toEqual([400, 'invalid_client_metadata']);
    expect((await manage('GET', client)).body.client_name).toBe(SERVICE.client_name);
  });

  it('B12: RFC 7592 §2.2: a redirect address that cannot be registered is invalid_redirect_uri', async () => {
    const client = await registered();
    const metadata = { ...SERVICE, client_id: client.client_id, redirect_uris: ['http://library.example/'] };
    expect((await manage('PUT', client, metadata)).body.error).toBe('invalid_redirect_uri');
  });

  it('B12: RFC 7592 §2.2: a client in production is 403: what an operator approved is changed in the portal', async () => {
    const client = await registered();
    const store = dynamoClientRegistrations({ clients: 'clients' });
    const read = await store.find(client.client_id);
    if (read !== undefined) await store.replace(read, { ...read, environment: 'production' });
    const body = { ...SERVICE, client_id: client.client_id };
    const [changed, deleted] = [await manage('PUT', client, body), await manage('DELETE', client)];
    expect([changed.status, changed.body.error, deleted.status]).toEqual([403, 'access_denied', 403]);
    expect((await manage('GET', client)).status).toBe(200);
  });

  it('B12: RFC 7592 §2.3: 204, and the client and its token are gone', async () => {
    const client = await registered();
    expect((await manage('DELETE', client)).status).toBe(204);
    expect((await manage('GET', client)).status).toBe(401);
    expect(await dynamoClients('clients').find(client.client_id)).toBeUndefined();
  });
});
