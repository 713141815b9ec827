import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoClients } from '../../../lambdas/adapters/aws/dynamo-clients.ts';
import { dynamoConsents } from '../../../lambdas/adapters/aws/dynamo-consents.ts';
import { dynamoGrants } from '../../../lambdas/adapters/aws/dynamo-grants.ts';
import { dynamoPushedRequests } from '../../../lambdas/adapters/aws/dynamo-pushed-requests.ts';
import { DEFAULT_SIGN_IN } from '../../../lambdas/contracts/settings.ts';
import { tokenSealers } from '../../../lambdas/domain/sealed-token/token-sealers.ts';
import { authorize as judgeAuthorize } from '../../../lambdas/endpoints/oidc/authorize.ts';
import { cookieJar } from '../../../lambdas/shell/cookies.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { authorizationParameters, authorize, CALLBACK } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  await service.register({ client_id: 'rp' });
  await service.register({ client_id: 'blocked', status: 'blocked' });
  await service.register({ client_id: 'rp-query', redirect_uris: ['https://rp.example/cb?x=1&y=a%20b'] });
  await service.register({ client_id: 'fc', profile: 'franceconnect' });
});
afterAll(() => service.stop());

type Changes = Readonly<Record<string, string | undefined>>;
const ask = (changes: Changes) => authorize(service, authorizationParameters(changes));

/** The error a request is sent back with. */
async function errorOf(changes: Changes): Promise<string | null | undefined> {
  const { status, location } = await ask(changes);
  expect(status).toBe(303);
  expect(location?.href.startsWith(CALLBACK)).toBe(true);
  expect(location?.searchParams.get('iss')).toBe(service.issuer);
  return location?.searchParams.get('error');
}

describe('a good request', () => {
  it('B1: leads to the sign-in page by 303 and binds the browser by an HttpOnly, SameSite=Strict cookie of that page alone', async () => {
    const response = await fetch(`${service.issuer}/oauth/authorize?${authorizationParameters()}`, {
      redirect: 'manual',
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(new RegExp(`^${service.issuer}/sign-in/[\\w-]{22}$`));
    const cookie = response.headers.getSetCookie()[0];
    expect(cookie).toMatch(
      /^guichet-interaction-([\w-]{22})=[\w-]+; Path=\/api\/sign-in\/\1; Max-Age=600; HttpOnly; SameSite=Strict/,
    );
  });

  it('B1: OIDC Core §3.1.2.1: POST by form does the same as GET', async () => {
    const response = await fetch(`${service.issuer}/oauth/authorize`, {
      method: 'POST',
      body: authorizationParameters(),
      redirect: 'manual',
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toContain('/sign-in/');
  });

  it('B1: RFC 6749 §3.1: unknown parameters, even repeated ones, are ignored', async () => {
    const parameters = authorizationParameters({ unknown: 'x' });
    parameters.append('unknown', 'y');
    expect((await authorize(service, parameters)).location?.pathname).toContain('/sign-in/');
  });

  it.each([
    ['a state and no nonce', { nonce: undefined }],
    ['no state', { state: undefined }],
    ['prompt=login', { prompt: 'login' }],
    ['prompt=login consent', { prompt: 'login consent' }],
    ['prompt=select_account', { prompt: 'select_account' }],
    ['Initiating User Registration §4.1: prompt=create', { prompt: 'create' }],
    ['max_age=0', { max_age: '0' }],
    ['Form Post Response Mode §2: response_mode=form_post', { response_mode: 'form_post' }],
    ['JARM §2.3: response_mode=jwt', { response_mode: 'jwt' }],
    ['RFC 8707 §2: resource=the provider', { resource: 'ISSUER' }],
    ['RFC 9449 §10: dpop_jkt', { dpop_jkt: 'j'.repeat(43) }],
    ['unknown scopes beside openid', { scope: 'openid constructor offline_access' }],
    ['several acr_values, the lowest within reach', { acr_values: 'eidas3 eidas1' }],
    ['unknown acr_values', { acr_values: 'urn:other' }],
    ['a login_hint that is no phone number', { login_hint: '"><script>' }],
    ['empty parameters, which count as absent (RFC 6749 §3.1)', { prompt: '', request: '' }],
  ])('B6: accepts %s', async (_name, changes: Changes) => {
    const resource = changes.resource && service.issuer;
    expect((await ask({ ...changes, resource })).location?.pathname).toContain('/sign-in/');
  });
});

describe('a request that cannot be trusted is answered by a page, never by a redirect (RFC 6749 §4.1.2.1)', () => {
  it.each([
    ['an unknown client', { client_id: 'nobody' }],
    ['no client', { client_id: undefined }],
    ['a blocked client', { client_id: 'blocked' }],
    ['no redirect_uri', { redirect_uri: undefined }],
    ['another redirect_uri', { redirect_uri: 'https://evil.example/callback' }],
    ['a longer redirect_uri', { redirect_uri: `${CALLBACK}/more` }],
    ['a redirect_uri with a query', { redirect_uri: `${CALLBACK}?a=b` }],
    ['a redirect_uri in other letters', { redirect_uri: CALLBACK.toUpperCase() }],
    ['markup in place of an address', { redirect_uri: '"><script>alert(1)</script>' }],
  ])('B2: %s', async (_name, changes) => {
    const { status, location, text } = await ask(changes);
    expect([status, location]).toEqual([400, undefined]);
    expect(text).toContain('<!doctype html>');
    expect(text).not.toContain('<script>');
  });

  it('B2: a repeated client_id or redirect_uri names neither', async () => {
    for (const name of ['client_id', 'redirect_uri']) {
      const parameters = authorizationParameters();
      parameters.append(name, parameters.get(name) ?? '');
      const { status, location } = await authorize(service, parameters);
      expect([status, location]).toEqual([400, undefined]);
    }
  });

  it('B1: a POST that is no form', async () => {
    const response = await fetch(`${service.issuer}/oauth/authorize`, {
      method: 'POST',
      body: JSON.stringify({ client_id: 'rp' }),
      headers: { 'content-type': 'application/json' },
      redirect: 'manual',
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('X4: speaks the language asked for', async () => {
    const { text } = await ask({ client_id: 'nobody', ui_locales: 'fr-FR en' });
    expect(text).toContain('<html lang="fr">');
  });
});

describe('a wrong request goes back to the client with error, state and iss', () => {
  it.each([
    ['RFC 6749 §4.1.2.1: response_type missing', { response_type: undefined }, 'invalid_request'],
    ['RFC 9700 §2.1.2: implicit', { response_type: 'id_token token' }, 'unsupported_response_type'],
    ['RFC 6749 §4.1.2.1: hybrid', { response_type: 'code id_token' }, 'unsupported_response_type'],
    ['response_mode=fragment', { response_mode: 'fragment' }, 'invalid_request'],
    ['OIDC Core §3.1.2.1: no scope', { scope: undefined }, 'invalid_scope'],
    ['OIDC Core §3.1.2.1: no openid', { scope: 'profile' }, 'invalid_scope'],
    ['RFC 6749 §3.3: malformed scope', { scope: 'openid  "x"' }, 'invalid_scope'],
    ['RFC 7636 §4.4.1: no challenge', { code_challenge: undefined }, 'invalid_request'],
    ['RFC 7636 §4.4.1: plain', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['RFC 7636 §4.3: method left out means plain', { code_challenge_method: undefined }, 'invalid_request'],
    ['RFC 7636 §4.2: malformed challenge', { code_challenge: 'short' }, 'invalid_request'],
    ['RFC 9101 §7: request is no JWT', { request: 'eyJ.e30.x' }, 'invalid_request_object'],
    [
      'RFC 9101 §10.7: request_uri from elsewhere',
      { request_uri: 'https://rp.example/r' },
      'request_uri_not_supported',
    ],
    [
      'RFC 9126 §4: request_uri that was never given out',
      { request_uri: `urn:ietf:params:oauth:request_uri:${'a'.repeat(43)}` },
      'invalid_request_uri',
    ],
    [
      'RFC 9101 §5: request and request_uri together',
      { request: 'e30.e30.x', request_uri: 'urn:ietf:params:oauth:request_uri:x' },
      'invalid_request',
    ],
    ['RFC 8707 §2: a foreign resource', { resource: 'https://api.example/' }, 'invalid_target'],
    ['RFC 9449 §10: dpop_jkt is no thumbprint', { dpop_jkt: 'short' }, 'invalid_request'],
    [
      'Identity Assurance §5.3: verified_claims without trust_framework',
      { claims: '{"userinfo":{"verified_claims":{"verification":{},"claims":{"birthdate":null}}}}' },
      'invalid_request',
    ],
    [
      'Identity Assurance §5.3: verified_claims without claims',
      {
        claims: '{"userinfo":{"verified_claims":{"verification":{"trust_framework":null},"claims":{}}}}',
      },
      'invalid_request',
    ],
    [
      'OIDC Core §5.5.1: two different values of sub',
      { claims: '{"id_token":{"sub":{"value":"a"}},"userinfo":{"sub":{"value":"b"}}}' },
      'invalid_request',
    ],
    ['OIDC Core §7: registration', { registration: '{}' }, 'registration_not_supported'],
    ['OIDC Core §3.1.2.1: prompt=none', { prompt: 'none' }, 'login_required'],
    ['OIDC Core §3.1.2.1: prompt=none login', { prompt: 'none login' }, 'invalid_request'],
    ['OIDC Core §3.1.2.1: an unknown prompt', { prompt: 'magic' }, 'invalid_request'],
    ['Initiating User Registration §4.1: prompt=none create', { prompt: 'none create' }, 'invalid_request'],
    ['max_age=-1', { max_age: '-1' }, 'invalid_request'],
    ['max_age=soon', { max_age: 'soon' }, 'invalid_request'],
    ['OIDC Core §5.5: claims is no JSON', { claims: '{' }, 'invalid_request'],
    ['OIDC Core §5.5: claims is a list', { claims: '[]' }, 'invalid_request'],
    [
      'OIDC Core §5.5.1: values is no list',
      { claims: '{"id_token":{"acr":{"values":"eidas1"}}}' },
      'invalid_request',
    ],
    ['B6: acr_values above what is reachable', { acr_values: 'eidas3' }, 'unmet_authentication_requirements'],
    [
      'OIDC Core §5.5.1.1: an essential acr out of reach',
      { claims: '{"id_token":{"acr":{"essential":true,"values":["eidas3"]}}}' },
      'unmet_authentication_requirements',
    ],
    [
      'OIDC Core §5.5.1.1: an essential acr that is unknown',
      { claims: '{"id_token":{"acr":{"essential":true,"value":"gold"}}}' },
      'unmet_authentication_requirements',
    ],
    [
      'OIDC Core §3.1.2.1: an id_token_hint that is none of ours',
      { id_token_hint: 'e30.e30.x' },
      'invalid_request',
    ],
    ['RFC 6749 A.5: a nonce with control characters', { nonce: 'a\nb' }, 'invalid_request'],
    ['a nonce without end', { nonce: 'n'.repeat(1025) }, 'invalid_request'],
  ])('B1 B2: %s', async (_name, changes, error) => {
    const { location } = await ask(changes);
    expect(await errorOf(changes)).toBe(error);
    expect(location?.searchParams.get('state')).toBe('a state');
    expect(location?.searchParams.get('error_description')).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  });

  it.each(['scope', 'nonce', 'response_type', 'code_challenge', 'prompt', 'claims', 'max_age', 'ui_locales'])(
    'B2: RFC 6749 §3.1: %s given twice',
    async (name) => {
      const parameters = authorizationParameters({
        prompt: 'login',
        claims: '{}',
        max_age: '1',
        ui_locales: 'fr',
      });
      parameters.append(name, parameters.get(name) ?? '');
      const { location } = await authorize(service, parameters);
      expect(location?.searchParams.get('error')).toBe('invalid_request');
    },
  );

  it('B2: a state given twice is not sent back', async () => {
    const parameters = authorizationParameters();
    parameters.append('state', 'another');
    const { location } = await authorize(service, parameters);
    expect(location?.searchParams.get('error')).toBe('invalid_request');
    expect(location?.searchParams.has('state')).toBe(false);
  });

  it('B2: RFC 6749 §3.1.2: the query of a registered redirect_uri is kept', async () => {
    const { location } = await ask({
      client_id: 'rp-query',
      redirect_uri: 'https://rp.example/cb?x=1&y=a%20b',
      scope: 'profile',
    });
    expect(location?.href).toContain('https://rp.example/cb?x=1&y=a%20b&error=invalid_scope');
  });
});

describe('the franceconnect profile', () => {
  const good = { client_id: 'fc', state: 's'.repeat(32), nonce: 'n'.repeat(22) };

  it('B2: takes a state of 32 and a nonce of 22 characters', async () => {
    expect((await ask(good)).location?.pathname).toContain('/sign-in/');
  });

  it.each([
    ['no state', { state: undefined }],
    ['a state of 31 characters', { state: 's'.repeat(31) }],
    ['no nonce', { nonce: undefined }],
    ['a nonce of 21 characters', { nonce: 'n'.repeat(21) }],
  ])('B2: refuses %s', async (_name, changes) => {
    expect(await errorOf({ ...good, ...changes })).toBe('invalid_request');
  });
});

describe('a failure of ours', () => {
  it('B1: RFC 6749 §4.1.2.1: goes back as server_error, and the operator is told', async () => {
    const told: unknown[] = [];
    const failure = new Error('ThrottlingException');
    const sealers = tokenSealers(async () => new Uint8Array(32), randomness);
    const never = () => Promise.reject(new Error('not for this'));
    const response = await judgeAuthorize(
      {
        method: 'GET',
        path: '/oauth/authorize',
        params: {},
        query: authorizationParameters(),
        headers: {},
        cookies: {},
        body: undefined,
        rawBody: new Uint8Array(),
        sourceIp: '192.0.2.1',
        requestId: 'test',
        now: new Date(),
      },
      {
        issuer: service.issuer,
        settings: DEFAULT_SIGN_IN,
        clients: dynamoClients('clients'),
        publicKeys: async () => [],
        pushedRequests: dynamoPushedRequests('pushed-requests'),
        clientKeys: { toVerify: async () => [], toEncrypt: async () => undefined },
        clientErrors: { record: async () => undefined },
        sealers: (purpose) => (purpose === 'interaction' ? Promise.reject(failure) : sealers(purpose)),
        records: { read: never },
        certificates: { find: never },
        subjectSecret: never,
        grants: dynamoGrants('grants'),
        consents: dynamoConsents('consents'),
        cookies: cookieJar(service.issuer),
        randomness,
        report: (error) => told.push(error),
      },
    );
    const location = new URL(response.headers?.location ?? '');
    expect(location.searchParams.get('error')).toBe('server_error');
    expect(location.href).not.toContain('Throttling');
    expect(told).toEqual([failure]);
  });
});

describe('what the relying party reads of its own errors', () => {
  it('B12: errors that were sent back and those shown on a page are written down for it, without anything of the person', async () => {
    await service.register({ client_id: 'erring' });
    await ask({ client_id: 'erring', scope: 'profile', state: 'a-private-state' });
    await ask({ client_id: 'erring', redirect_uri: 'https://elsewhere.example/' });
    await authorize(service, authorizationParameters({ client_id: 'nobody' }));
    const { Items = [] } = await dynamo().send(
      new QueryCommand({
        TableName: 'client-errors',
        KeyConditionExpression: 'clientId = :client',
        ExpressionAttributeValues: { ':client': { S: 'erring' } },
      }),
    );
    expect(Items.map(({ code }) => code?.S).sort()).toEqual(['invalid_request', 'invalid_scope']);
    expect(JSON.stringify(Items)).not.toContain('a-private-state');
  });
});
