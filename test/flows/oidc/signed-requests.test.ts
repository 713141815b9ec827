import { SignJWT, UnsecuredJWT } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Desk,
  deskOf,
  type PartyKey,
  partyKey,
  preparedRequest,
  registeredByKey,
} from '../../support/oidc-library.ts';
import { CALLBACK } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let desk: Desk;
let config: client.Configuration;
let key: PartyKey;

beforeAll(async () => {
  service = await startSignInService();
  desk = deskOf(service, await service.personWithPhone());
  ({ config, key } = await registeredByKey(service, {
    client_id: 'rp',
    request_object_signing_alg: 'ES256',
  }));
});
afterAll(() => service.stop());

type Claims = Readonly<Record<string, unknown>>;
type Maker = (claims: Claims) => Promise<string> | string;

const sign =
  (by: PartyKey = key, alg = 'ES256', typ = 'oauth-authz-req+jwt'): Maker =>
  (claims) =>
    new SignJWT(claims).setProtectedHeader({ alg, kid: by.kid, typ }).sign(by.key);

/** A request object made by hand, good but for `claims` and its maker; and what openid-client reports of the answer. */
async function answerTo(
  claims: Claims,
  make: Maker = sign(),
  outside: Record<string, string> = {},
): Promise<unknown> {
  const { parameters, checks } = await preparedRequest();
  const seconds = Math.floor(Date.now() / 1000);
  const good = {
    iss: 'rp',
    client_id: 'rp',
    aud: service.issuer,
    exp: seconds + 60,
    nbf: seconds,
    response_type: 'code',
  };
  const request = await make({ ...good, ...parameters, ...claims });
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: 'openid',
    request,
    ...outside,
  });
  const arrival = await desk.go(url);
  return await client
    .authorizationCodeGrant(config, arrival.request, {
      ...checks,
      expectedState: arrival.parameters.get('state') ?? client.skipStateCheck,
    })
    .then(
      (tokens) => tokens.scope,
      (error) => error.error ?? error,
    );
}

describe('signed requests (RFC 9101) with openid-client', () => {
  it('B9: a request object signed by the client carries the whole request', async () => {
    const { parameters, checks } = await preparedRequest({ scope: 'openid email', max_age: '600' });
    const url = await client.buildAuthorizationUrlWithJAR(config, parameters, { key: key.key, kid: key.kid });
    expect([...url.searchParams.keys()].sort()).toEqual(['client_id', 'request']);
    const { request } = await desk.go(url);
    const tokens = await client.authorizationCodeGrant(config, request, { ...checks, maxAge: 600 });
    expect(tokens.scope).toBe('openid email');
  });

  it('B9: RFC 9101 §6.3: only what is inside counts', async () => {
    expect(await answerTo({ scope: 'openid phone' }, sign(), { scope: 'openid email' })).toBe('openid phone');
  });

  it('B9: OIDC Core §6.1: claims as an object, max_age as a number', async () => {
    expect(await answerTo({ claims: { userinfo: { email: null } }, max_age: 600 })).toBe('openid profile');
  });

  it('B9: RFC 9101 §4: iss and aud: several audiences are fine, another one is not', async () => {
    expect(await answerTo({ aud: [service.issuer, 'https://other.example'] })).toBe('openid profile');
    expect(await answerTo({ aud: 'https://other.example' })).toBe('invalid_request_object');
    expect(await answerTo({ iss: 'someone' })).toBe('invalid_request_object');
  });

  it('B9: RFC 9101 §6.2: signed by another key, another algorithm, or not at all', async () => {
    const [stranger, rsa] = await Promise.all([partyKey('ES256'), partyKey('RS256')]);
    expect(await answerTo({}, sign(stranger))).toBe('invalid_request_object');
    expect(await answerTo({}, sign(rsa, 'RS256'))).toBe('invalid_request_object');
    expect(await answerTo({}, (claims) => new UnsecuredJWT({ ...claims }).encode())).toBe(
      'invalid_request_object',
    );
    expect(await answerTo({}, () => 'no-jwt')).toBe('invalid_request_object');
  });

  it('B9: RFC 7519 §4.1.4, §4.1.5: expired, or not yet good', async () => {
    const seconds = Math.floor(Date.now() / 1000);
    expect(await answerTo({ exp: seconds - 300 })).toBe('invalid_request_object');
    expect(await answerTo({ nbf: seconds + 300 })).toBe('invalid_request_object');
    expect(await answerTo({ nbf: seconds + 8 })).toBe('openid profile');
  });

  it('B9: RFC 9101 §4: no request within the request', async () => {
    expect(await answerTo({ request: 'a.b.c' })).toBe('invalid_request_object');
    expect(await answerTo({ request_uri: 'https://rp.example/request' })).toBe('invalid_request_object');
  });

  it('B9: RFC 9101 §10.8: what authenticates a client is no request', async () => {
    expect(await answerTo({ sub: 'rp' })).toBe('invalid_request_object');
    expect(await answerTo({}, sign(key, 'ES256', 'at+jwt'))).toBe('invalid_request_object');
  });

  it('B9: RFC 9101 §5: client_id outside must be that inside', async () => {
    expect(await answerTo({ client_id: 'other' })).toBe('invalid_request_object');
  });

  it('B9: RFC 9101 §5.2: a request_uri that was not pushed is refused without being fetched', async () => {
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: CALLBACK,
      scope: 'openid',
      request_uri: `${service.issuer}/request.jwt`,
    });
    const outcome = await desk.go(url).then(
      ({ parameters }) => parameters.get('error') ?? '',
      (error: Error) => error.message,
    );
    expect(outcome).toMatch(/request_uri/);
  });

  it('B9: RFC 9101 §10.5: require_signed_request_object refuses plain requests', async () => {
    const strict = await registeredByKey(service, {
      client_id: 'strict',
      require_signed_request_object: true,
    });
    const { parameters, checks } = await preparedRequest();
    const plain = await desk.go(client.buildAuthorizationUrl(strict.config, parameters));
    await expect(client.authorizationCodeGrant(strict.config, plain.request, checks)).rejects.toMatchObject({
      error: 'invalid_request',
    });
    const signing = { key: strict.key.key, kid: strict.key.kid };
    const { request } = await desk.go(
      await client.buildAuthorizationUrlWithJAR(strict.config, parameters, signing),
    );
    expect((await client.authorizationCodeGrant(strict.config, request, checks)).scope).toBe(
      'openid profile',
    );
  });
});
