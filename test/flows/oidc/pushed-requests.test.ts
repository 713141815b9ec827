import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import {
  type Desk,
  deskOf,
  discover,
  type PartyKey,
  preparedRequest,
  registeredByKey,
} from '../../support/oidc-library.ts';
import { SECRET } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let desk: Desk;
let config: client.Configuration;
let key: PartyKey;

beforeAll(async () => {
  service = await startSignInService({}, {}, { functions: backChannel });
  desk = deskOf(service, await service.personWithPhone());
  ({ config, key } = await registeredByKey(service, { client_id: 'rp' }));
});
afterAll(() => service.stop());

const backChannel = async () => ({
  'back-channel': (await import('../../../lambdas/functions/back-channel.ts')).handler,
});

async function signIn(at: client.Configuration, url: URL, checks: client.AuthorizationCodeGrantChecks) {
  const { request } = await desk.go(url);
  return await client.authorizationCodeGrant(at, request, checks);
}

/** A page of ours, or an error at the callback: what came of an authorization URL. */
const outcome = (url: URL): Promise<string> =>
  desk.go(url).then(
    ({ parameters }) => parameters.get('error') ?? 'code',
    (error: Error) => error.message.replace(/<style>.*<\/style>/, ''),
  );

describe('pushed requests (RFC 9126) with openid-client', () => {
  it('B1: the request is pushed, the browser carries its reference only', async () => {
    const { parameters, checks } = await preparedRequest();
    const url = await client.buildAuthorizationUrlWithPAR(config, parameters);
    expect([...url.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
    expect(url.searchParams.get('request_uri')).toMatch(/^urn:ietf:params:oauth:request_uri:\S{22,}/);
    expect((await signIn(config, url, checks)).claims()).toMatchObject({ aud: 'rp' });
  });

  it('B1: RFC 9126 §2: clients authenticate as at the token endpoint, by any method', async () => {
    const client_secret_hash = hashSecret(SECRET);
    await service.register({ client_id: 'post', client_secret_hash });
    const basic = { token_endpoint_auth_method: 'client_secret_basic', client_secret_hash } as const;
    await service.register({ client_id: 'basic', ...basic });
    await service.register({ client_id: 'page', token_endpoint_auth_method: 'none' });
    const methods = {
      post: client.ClientSecretPost(SECRET),
      basic: client.ClientSecretBasic(SECRET),
      page: client.None(),
    };
    for (const [client_id, authentication] of Object.entries(methods)) {
      const at = await discover(service, { client_id }, authentication);
      const { parameters, checks } = await preparedRequest();
      const url = await client.buildAuthorizationUrlWithPAR(at, parameters);
      expect((await signIn(at, url, checks)).claims()).toMatchObject({ aud: client_id });
    }
  });

  it('B9: RFC 9126 §3: a signed request, pushed', async () => {
    const { parameters, checks } = await preparedRequest({ scope: 'openid email' });
    const signed = await client.buildAuthorizationUrlWithJAR(config, parameters, {
      key: key.key,
      kid: key.kid,
    });
    const url = await client.buildAuthorizationUrlWithPAR(config, signed.searchParams);
    expect(url.searchParams.has('request')).toBe(false);
    expect((await signIn(config, url, checks)).scope).toBe('openid email');
  });

  it('B1: RFC 9126 §2.2: a pushed request is used once', async () => {
    const { parameters, checks } = await preparedRequest();
    const url = await client.buildAuthorizationUrlWithPAR(config, parameters);
    await signIn(config, url, checks);
    expect(await outcome(url)).toMatch(/request_uri/);
  });

  it('B1: RFC 9126 §2.2: a pushed request is bound to its client', async () => {
    await registeredByKey(service, { client_id: 'thief' });
    const { parameters } = await preparedRequest();
    const url = await client.buildAuthorizationUrlWithPAR(config, parameters);
    url.searchParams.set('client_id', 'thief');
    expect(await outcome(url)).toMatch(/request_uri/);
  });

  it('B1: RFC 9126 §2.3: what is wrong in a pushed request is told at once', async () => {
    const { parameters } = await preparedRequest();
    const wrong: [Record<string, string>, string][] = [
      [{ ...parameters, redirect_uri: 'https://rp.example/elsewhere' }, 'invalid_request'],
      [{ ...parameters, scope: 'profile' }, 'invalid_scope'],
      [{ ...parameters, code_challenge_method: 'plain' }, 'invalid_request'],
      [{ ...parameters, response_type: 'code id_token' }, 'unsupported_response_type'],
      [{ ...parameters, request_uri: 'urn:ietf:params:oauth:request_uri:other' }, 'invalid_request'],
      [{ ...parameters, request: 'a.b.c' }, 'invalid_request_object'],
    ];
    for (const [bad, error] of wrong) {
      await expect(client.buildAuthorizationUrlWithPAR(config, bad)).rejects.toMatchObject({
        error,
        status: 400,
      });
    }
  });

  it('B1: RFC 9126 §2.3: a client that cannot prove itself pushes nothing; GET is no way to push', async () => {
    const { parameters } = await preparedRequest();
    const wrong = await discover(service, { client_id: 'rp' }, client.ClientSecretPost(SECRET));
    await expect(client.buildAuthorizationUrlWithPAR(wrong, parameters)).rejects.toMatchObject({
      status: 401,
      cause: [{ parameters: { error: 'invalid_client' } }],
    });
    const got = await fetch(config.serverMetadata().pushed_authorization_request_endpoint ?? '');
    expect([404, 405]).toContain(got.status);
  });

  it('B1: RFC 9126 §6: who must push cannot send the request through the browser', async () => {
    const strict = await registeredByKey(service, {
      client_id: 'strict',
      require_pushed_authorization_requests: true,
    });
    const { parameters, checks } = await preparedRequest();
    const arrival = await desk.go(client.buildAuthorizationUrl(strict.config, parameters));
    await expect(client.authorizationCodeGrant(strict.config, arrival.request, checks)).rejects.toMatchObject(
      { error: 'invalid_request' },
    );
    const url = await client.buildAuthorizationUrlWithPAR(strict.config, parameters);
    expect((await signIn(strict.config, url, checks)).claims()).toMatchObject({ aud: 'strict' });
  });

  it('B1: RFC 9126 §2.2: a pushed request expires', async () => {
    const { parameters } = await preparedRequest();
    const url = await client.buildAuthorizationUrlWithPAR(config, parameters);
    service.advance(61);
    expect(await outcome(url)).toMatch(/request_uri/);
  });
});
