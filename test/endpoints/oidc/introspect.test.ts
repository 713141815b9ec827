import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoClients } from '../../../lambdas/adapters/aws/dynamo-clients.ts';
import { dynamoConsents } from '../../../lambdas/adapters/aws/dynamo-consents.ts';
import { dynamoGrantStandings } from '../../../lambdas/adapters/aws/dynamo-grant-standings.ts';
import { dynamoOrganisationTokens } from '../../../lambdas/adapters/aws/dynamo-organisation-tokens.ts';
import { deploymentSecret } from '../../../lambdas/adapters/aws/secrets.ts';
import { publishedKeys } from '../../../lambdas/adapters/aws/token-signers.ts';
import type { Account } from '../../../lambdas/domain/account/account.ts';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { introspectToken } from '../../../lambdas/domain/introspection/introspect-token.ts';
import { tokenSealers } from '../../../lambdas/domain/sealed-token/token-sealers.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { dpopProof, proofKey } from '../../support/dpop-proof.ts';
import { SECRET } from '../../support/relying-party.ts';
import { put } from '../../support/sign-in.ts';
import {
  ISSUER,
  OFFLINE,
  refreshing,
  startTokenService,
  type TokenService,
} from '../../support/token-service.ts';

let service: TokenService;
let client: Client;
let resource: Client;
let other: Client;
let person: Account;

beforeAll(async () => {
  service = await startTokenService();
  client = await service.register({ client_id: 'rp' });
  resource = await service.register({
    client_id: 'api',
    resource_server: true,
    redirect_uris: [],
    grant_types: [],
  });
  other = await service.register({ client_id: 'other' });
  person = await service.person();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const introspect = (token: string | undefined, by = client, headers = {}, form = {}) =>
  service.call('POST', '/oauth/introspect', {
    form: { client_id: by.client_id, client_secret: SECRET, token, ...form },
    headers,
  });

/** As the function has them, with no client remembered yet. */
const freshDeps = () => ({
  issuer: ISSUER,
  clients: dynamoClients('clients'),
  sealers: tokenSealers(deploymentSecret('tokens'), randomness),
  standings: dynamoGrantStandings({ grants: 'grants', accounts: 'accounts', consents: 'consents' }),
  organisationTokens: dynamoOrganisationTokens('access-tokens'),
  subjectSecret: deploymentSecret('subjects'),
});

describe('POST /oauth/introspect', () => {
  it('B1: RFC 7662 §2.2: an access token of the client: active, for whom, for what, how long', async () => {
    const { access_token } = await service.tokens(client, person);
    const { status, headers, body } = await introspect(access_token);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({
      active: true,
      iss: ISSUER,
      client_id: 'rp',
      scope: 'openid profile',
      token_type: 'Bearer',
      acr: 'eidas2',
    });
    expect(body.exp - body.iat).toBe(300);
    expect(body.sub).toMatch(/^[0-9a-f]{64}v1$/);
  });

  it('B1: the subject of the ID token for the client; for a resource server one of its own (OIDC Core §8.1)', async () => {
    const { access_token, id_token } = await service.tokens(client, person);
    const own = (await introspect(access_token)).body;
    expect(JSON.parse(Buffer.from(id_token.split('.')[1], 'base64url').toString()).sub).toBe(own.sub);
    const theirs = (await introspect(access_token, resource)).body;
    expect(theirs.active).toBe(true);
    expect(theirs.sub).not.toBe(own.sub);
  });

  it('B12: what a test persona got in the sandbox is no token to a resource server of production', async () => {
    const sandbox = await service.register({ client_id: 'tried-out', environment: 'sandbox' });
    const persona = await service.person({ persona: { owner: 'owner' } });
    const { access_token } = await service.tokens(sandbox, persona);
    expect((await introspect(access_token, resource)).body).toEqual({ active: false });
    expect((await introspect(access_token, sandbox)).body.active).toBe(true);
    const beside = await service.register({
      client_id: 'tried-out-api',
      environment: 'sandbox',
      resource_server: true,
      redirect_uris: [],
      grant_types: [],
    });
    expect((await introspect(access_token, beside)).body.active).toBe(true);
    const real = await service.tokens(client, person);
    expect((await introspect(real.access_token, beside)).body).toEqual({ active: false });
  });

  it('B1: RFC 7662 §2.2: tokens of a client that was stopped since are worth nothing to resource servers', async () => {
    const stopped = await service.register({ client_id: 'stopped' });
    const { access_token } = await service.tokens(stopped, person);
    const now = new Date();
    const asked = () => introspectToken(access_token, { client: resource, now }, freshDeps());
    expect((await asked()).active).toBe(true);
    await put('clients', { ...stopped, id: 'stopped', status: 'blocked' });
    expect(await asked()).toEqual({ active: false });
  });

  it('B1: RFC 7662 §4: to another client, a good token is no more than a made-up one', async () => {
    const { access_token } = await service.tokens(client, person);
    expect((await introspect(access_token, other)).body).toEqual({ active: false });
    expect((await introspect('made-up', other)).body).toEqual({ active: false });
  });

  it('B1: RFC 7662 §2.1: without authentication 401; public clients may not ask; token is required', async () => {
    expect((await introspect('x', client, {}, { client_secret: undefined })).status).toBe(401);
    const page = await service.register({ client_id: 'page', token_endpoint_auth_method: 'none' });
    expect((await introspect('x', page, {}, { client_secret: undefined })).body.error).toBe('invalid_client');
    expect((await introspect(undefined)).body.error).toBe('invalid_request');
  });

  it.each(['access_token', 'refresh_token', 'something'])(
    'B1: RFC 7662 §2.1: token_type_hint %s changes nothing',
    async (token_type_hint) => {
      const { access_token, refresh_token } = await service.tokens(client, person, OFFLINE());
      expect((await introspect(access_token, client, {}, { token_type_hint })).body.active).toBe(true);
      expect((await introspect(refresh_token, client, {}, { token_type_hint })).body.active).toBe(true);
    },
  );

  it('B1: a refresh token: for its client alone; inactive once it rotated, which asking does not punish', async () => {
    const { refresh_token } = await service.tokens(client, person, OFFLINE());
    expect((await introspect(refresh_token, resource)).body).toEqual({ active: false });
    const { body } = await service.token(client, refreshing(refresh_token));
    expect((await introspect(refresh_token)).body).toEqual({ active: false });
    expect((await introspect(body.refresh_token)).body.active).toBe(true);
  });

  it('B5: inactive when expired, when the consent was taken back, when the identity was stopped', async () => {
    const someone = await service.person();
    const { access_token } = await service.tokens(client, someone);
    await put('accounts', { ...someone, status: 'suspended' });
    expect((await introspect(access_token)).body).toEqual({ active: false });
    await put('accounts', someone);
    await dynamoConsents('consents').revoke(someone.id, 'rp');
    expect((await introspect(access_token)).body).toEqual({ active: false });
    const fresh = await service.tokens(client, person);
    service.advance(301);
    expect((await introspect(fresh.access_token)).body).toEqual({ active: false });
  });

  it('B9: RFC 9449 §6.2: a DPoP-bound token tells cnf.jkt and its type', async () => {
    const key = await proofKey();
    const headers = { dpop: await dpopProof(key, 'POST', `${ISSUER}/oauth/token`) };
    const { access_token } = await service.tokens(client, person, {}, { headers });
    const { body } = await introspect(access_token, resource);
    expect(body).toMatchObject({ token_type: 'DPoP', cnf: { jkt: key.thumbprint } });
  });

  it('B1: an organisation’s token: active to its client, not to another', async () => {
    const system = await service.register({
      client_id: 'system',
      grant_types: ['client_credentials'],
      scope: 'letters',
      organisation_id: 'org',
    });
    const { body } = await service.token(system, { grant_type: 'client_credentials' });
    expect((await introspect(body.access_token, system)).body).toMatchObject({
      active: true,
      scope: 'letters',
    });
    expect((await introspect(body.access_token, other)).body).toEqual({ active: false });
  });

  it('B1: cost: one read', async () => {
    const { access_token } = await service.tokens(client, person);
    expect(await service.costs(() => introspect(access_token))).toEqual({ 'DynamoDB.BatchGetItem': 1 });
    expect(await service.costs(() => introspect(access_token, other))).toEqual({});
  });
});

describe('RFC 9701: the answer as a JWT', () => {
  const JWT = 'application/token-introspection+jwt';

  it('B9: RFC 9701 §5: signed, for the asker alone, without sub and exp of its own', async () => {
    const { access_token } = await service.tokens(client, person);
    const { headers, text } = await introspect(access_token, resource, { accept: JWT });
    expect(headers['content-type']).toBe(JWT);
    const keys = (await publishedKeys({ table: 'signing-keys' })(new Date())) as JWK[];
    const { payload } = await jwtVerify(text, createLocalJWKSet({ keys }), {
      issuer: ISSUER,
      audience: 'api',
      typ: 'token-introspection+jwt',
    });
    expect(Object.keys(payload).sort()).toEqual(['aud', 'iat', 'iss', 'token_introspection']);
    expect(payload.token_introspection).toMatchObject({ active: true, client_id: 'rp' });
  });

  it('B9: RFC 9701 §5: of a token that is no good the JWT tells nothing else either', async () => {
    const { text } = await introspect('made-up', other, { accept: JWT });
    const payload = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString());
    expect(payload.token_introspection).toEqual({ active: false });
  });

  it('B9: RFC 9701 §6: a client that registered an algorithm gets it, unless it asks for JSON', async () => {
    const signed = await service.register({
      client_id: 'signed',
      introspection_signed_response_alg: 'RS256',
    });
    const { headers, text } = await introspect('made-up', signed);
    expect(headers['content-type']).toBe(JWT);
    expect(JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString()).alg).toBe('RS256');
    const json = await introspect('made-up', signed, { accept: 'application/json' });
    expect(json.body).toEqual({ active: false });
  });

  it('B9: RFC 9701 §6: what is to be encrypted never leaves in the clear as a JWT: no key, no answer', async () => {
    const keyless = await service.register({
      client_id: 'keyless',
      introspection_encrypted_response_alg: 'ECDH-ES',
      introspection_encrypted_response_enc: 'A256GCM',
      jwks: { keys: [] },
    });
    const { status, body } = await introspect('made-up', keyless);
    expect([status, body.error]).toEqual([400, 'invalid_request']);
    expect(body.error_description).toContain('no key to encrypt');
  });
});
