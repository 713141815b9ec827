import { decodeProtectedHeader, SignJWT } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackChannel } from '../../support/back-channel.ts';
import {
  type Desk,
  deskOf,
  type PartyKey,
  partyKey,
  preparedRequest,
  refusalOf,
  registeredByKey,
} from '../../support/oidc-library.ts';
import { CALLBACK } from '../../support/relying-party.ts';
import type { SignInService } from '../../support/sign-in.ts';

let service: SignInService;
let desk: Desk;
let config: client.Configuration;
let key: PartyKey;
let signing: client.Configuration;
let signingKey: PartyKey;

const FAPI = {
  profile: 'fapi2',
  dpop_bound_access_tokens: true,
  require_pushed_authorization_requests: true,
  scope: 'openid profile offline_access',
  grant_types: ['authorization_code', 'refresh_token'],
} as const;

beforeAll(async () => {
  service = await startBackChannel();
  desk = deskOf(service, await service.personWithPhone());
  ({ config, key } = await registeredByKey(service, { client_id: 'fapi', ...FAPI }));
  ({ config: signing, key: signingKey } = await registeredByKey(service, {
    client_id: 'signing',
    ...FAPI,
    profile: 'fapi2-message-signing',
    require_signed_request_object: true,
    authorization_signed_response_alg: 'ES256',
    introspection_signed_response_alg: 'ES256',
  }));
  client.useJwtResponseMode(signing);
});
afterAll(() => service.stop());

const proofs = async (at: client.Configuration): Promise<client.DPoPHandle> =>
  client.getDPoPHandle(at, await client.randomDPoPKeyPair('ES256'));

/** Pushed, approved, redeemed with a proof. */
async function signIn(parameters: Record<string, string> = {}, DPoP?: client.DPoPHandle, at = config) {
  const handle = DPoP ?? (await proofs(at));
  const prepared = await preparedRequest(parameters);
  const url = await client.buildAuthorizationUrlWithPAR(at, prepared.parameters);
  const { request } = await desk.go(url);
  return await client.authorizationCodeGrant(at, request, prepared.checks, undefined, { DPoP: handle });
}

/** openid-client with an assertion of our own making. */
async function withAssertion(
  claims: Record<string, unknown>,
  by: { readonly alg: string; readonly key: PartyKey } = { alg: 'ES256', key },
): Promise<client.Configuration> {
  const seconds = Math.floor(Date.now() / 1000);
  const good = { iss: 'fapi', sub: 'fapi', aud: service.issuer, iat: seconds, exp: seconds + 60 };
  const authentication: client.ClientAuth = async (_as, _client, body) => {
    const header = { alg: by.alg, kid: by.key.kid };
    const assertion = await new SignJWT({ ...good, jti: crypto.randomUUID(), ...claims })
      .setProtectedHeader(header)
      .sign(by.key.key);
    body.set('client_id', 'fapi');
    body.set('client_assertion', assertion);
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
  };
  // openid-client takes functions of this shape; ours waits for the signature before it lets go.
  return await client.discovery(new URL(service.issuer), 'fapi', {}, authentication, {
    execute: [client.allowInsecureRequests],
  });
}

const push = async (at: client.Configuration, changes: Record<string, string | undefined> = {}) => {
  const { parameters } = await preparedRequest();
  const given = Object.entries({ ...parameters, ...changes }).filter(([, value]) => value !== undefined);
  return await client.buildAuthorizationUrlWithPAR(at, Object.fromEntries(given) as Record<string, string>);
};

describe('FAPI 2.0 Security Profile with openid-client', () => {
  it('B9: FAPI 2.0 §5.3.2: PAR, PKCE, private_key_jwt, iss and DPoP, end to end', async () => {
    const DPoP = await proofs(config);
    const tokens = await signIn({}, DPoP);
    expect(tokens.token_type).toBe('dpop');
    const sub = tokens.claims()?.sub ?? '';
    const userinfo = await client.fetchUserInfo(config, tokens.access_token, sub, { DPoP });
    expect(userinfo).toMatchObject({ family_name: 'MARTIN' });
  });

  it('B9: Back-Channel Logout §2.1: sid only for clients registered for the end of a session', async () => {
    const none = { ...FAPI, post_logout_redirect_uris: [] };
    const told = async (metadata: Parameters<typeof registeredByKey>[1]): Promise<unknown> =>
      (await signIn({}, undefined, (await registeredByKey(service, metadata)).config)).claims()?.sid;
    expect(await told({ client_id: 'deaf', ...none })).toBeUndefined();
    const backchannel_logout_uri = 'https://rp.example/logout';
    expect(await told({ client_id: 'told', ...none, backchannel_logout_uri })).toEqual(expect.any(String));
    expect(await told({ client_id: 'leaving', ...FAPI })).toEqual(expect.any(String));
  });

  it('B9: FAPI 2.0 §5.3.2.1: refresh tokens do not rotate', async () => {
    const DPoP = await proofs(config);
    const tokens = await signIn({ scope: 'openid profile offline_access', prompt: 'consent' }, DPoP);
    const refresh = tokens.refresh_token ?? '';
    for (const _time of [1, 2]) {
      const next = await client.refreshTokenGrant(config, refresh, {}, { DPoP });
      expect(next.token_type).toBe('dpop');
      expect([undefined, refresh]).toContain(next.refresh_token);
    }
  });

  it('B9: FAPI 2.0 §5.3.2.2: a request that was not pushed is refused', async () => {
    const { parameters, checks } = await preparedRequest();
    const { request } = await desk.go(client.buildAuthorizationUrl(config, parameters));
    expect(await refusalOf(client.authorizationCodeGrant(config, request, checks))).toBe('invalid_request');
  });

  it('B9: FAPI 2.0 §5.3.2.1: without a proof there is no token', async () => {
    const { parameters, checks } = await preparedRequest();
    const url = await client.buildAuthorizationUrlWithPAR(config, parameters);
    const { request } = await desk.go(url);
    expect(await refusalOf(client.authorizationCodeGrant(config, request, checks))).toBe('invalid_request');
  });

  it('B9: RFC 9449 §10.1: a proof beside the pushed request binds the code to its key', async () => {
    const DPoP = await proofs(config);
    const redeemed = async (by: client.DPoPHandle) => {
      const { parameters, checks } = await preparedRequest();
      const url = await client.buildAuthorizationUrlWithPAR(config, parameters, { DPoP });
      const { request } = await desk.go(url);
      return await client.authorizationCodeGrant(config, request, checks, undefined, { DPoP: by });
    };
    expect((await redeemed(DPoP)).token_type).toBe('dpop');
    expect(await refusalOf(redeemed(await proofs(config)))).toBe('invalid_grant');
  });

  it('B9: FAPI 2.0 §5.3.2.2: PKCE S256, redirect_uri and code alone', async () => {
    const wrong: [Record<string, string | undefined>, string][] = [
      [{ code_challenge: undefined }, 'invalid_request'],
      [{ code_challenge_method: 'plain' }, 'invalid_request'],
      [{ redirect_uri: undefined }, 'invalid_request'],
      [{ redirect_uri: `${CALLBACK}/other` }, 'invalid_request'],
      [{ response_type: 'code id_token' }, 'unsupported_response_type'],
      [{ response_type: 'token' }, 'unsupported_response_type'],
    ];
    for (const [changes, error] of wrong) {
      expect([changes, await refusalOf(push(config, changes))]).toEqual([changes, error]);
    }
  });

  it('B9: FAPI 2.0 §5.3.2.1: an assertion is for the issuer alone, in time, by the client, by ES256', async () => {
    const seconds = Math.floor(Date.now() / 1000);
    expect(await refusalOf(push(await withAssertion({})))).toBe('nothing was refused');
    const wrong: Record<string, unknown>[] = [
      { aud: [service.issuer] },
      { aud: [service.issuer, 'https://other.example'] },
      { aud: `${service.issuer}/oauth/token` },
      { aud: `${service.issuer}/oauth/par` },
      { aud: 'https://other.example' },
      { exp: seconds - 300, iat: seconds - 360 },
      { sub: undefined },
      { iss: undefined },
      { jti: undefined },
      { exp: undefined },
      { nbf: seconds + 120 },
      { iat: seconds + 120 },
    ];
    for (const claims of wrong) {
      expect([claims, await refusalOf(push(await withAssertion(claims)))]).toEqual([
        claims,
        'invalid_client',
      ]);
    }
    expect(await refusalOf(push(await withAssertion({ iat: seconds + 8, nbf: seconds + 8 })))).toBe(
      'nothing was refused',
    );
    const rsa = { alg: 'RS256', key: await partyKey('RS256') };
    expect(await refusalOf(push(await withAssertion({}, rsa)))).toBe('invalid_client');
  });

  it('B9: FAPI 2.0 §5.3.2.1: a code lives a minute at most, and is used once', async () => {
    const DPoP = await proofs(config);
    const { parameters, checks } = await preparedRequest();
    const { request } = await desk.go(await client.buildAuthorizationUrlWithPAR(config, parameters));
    const again = request.clone();
    await client.authorizationCodeGrant(config, request, checks, undefined, { DPoP });
    expect(await refusalOf(client.authorizationCodeGrant(config, again, checks, undefined, { DPoP }))).toBe(
      'invalid_grant',
    );
  });
});

describe('what FAPI 2.0 clients may vary, with openid-client', () => {
  it('B9: OIDC Core §3.1.2.1: without state, without nonce, with long ones, scopes in any order', async () => {
    const DPoP = await proofs(config);
    const long = { state: 's'.repeat(384), nonce: 'n'.repeat(384) };
    const varied: Record<string, string | undefined>[] = [
      { state: undefined },
      { nonce: undefined },
      { nonce: 'n'.repeat(64) },
      long,
      { scope: 'profile openid' },
    ];
    for (const changes of varied) {
      const { parameters, checks } = await preparedRequest();
      const given = { ...parameters, ...changes };
      const sent = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
      const url = await client.buildAuthorizationUrlWithPAR(config, Object.fromEntries(sent));
      const { request } = await desk.go(url);
      const expected = {
        pkceCodeVerifier: checks.pkceCodeVerifier,
        ...(given.state !== undefined && { expectedState: given.state }),
        ...(given.nonce !== undefined && { expectedNonce: given.nonce }),
      };
      const tokens = await client.authorizationCodeGrant(config, request, expected, undefined, { DPoP });
      expect(tokens.token_type).toBe('dpop');
    }
  });

  it('B9: OIDC Core §5.5: claims asks identity claims into the ID token and userinfo', async () => {
    const claims = JSON.stringify({ id_token: { birthdate: null }, userinfo: { gender: null } });
    const DPoP = await proofs(config);
    const tokens = await signIn({ scope: 'openid profile', claims }, DPoP);
    expect(tokens.claims()).toMatchObject({ birthdate: '1990-07-13' });
    const sub = tokens.claims()?.sub ?? '';
    const userinfo = await client.fetchUserInfo(config, tokens.access_token, sub, { DPoP });
    expect(userinfo).toMatchObject({ gender: 'female' });
  });

  it('B9: RFC 6749 §4.1.2.1: the person refuses: access_denied with iss and state', async () => {
    const { parameters, checks } = await preparedRequest();
    const url = await client.buildAuthorizationUrlWithPAR(config, parameters);
    const arrival = await desk.go(url, 'deny');
    expect(arrival.parameters.get('iss')).toBe(service.issuer);
    expect(arrival.parameters.get('state')).toBe(checks.expectedState);
    expect(arrival.parameters.get('error')).toBe('access_denied');
  });

  it('B9: RFC 9126 §2.4, RFC 9101 §5: parameters beside the pushed request change nothing', async () => {
    const DPoP = await proofs(config);
    const { parameters, checks } = await preparedRequest();
    const url = await client.buildAuthorizationUrlWithPAR(config, parameters);
    url.searchParams.set('state', 'another');
    url.searchParams.set('nonce', 'another');
    url.searchParams.set('scope', 'openid phone');
    const { request } = await desk.go(url);
    const tokens = await client.authorizationCodeGrant(config, request, checks, undefined, { DPoP });
    expect(tokens.scope).toBe('openid profile');
  });

  it('B9: RFC 9110 §11.1: the scheme of the Authorization header in any case', async () => {
    const pair = await client.randomDPoPKeyPair('ES256');
    const tokens = await signIn({}, client.getDPoPHandle(config, pair));
    for (const scheme of ['DPoP', 'dpop', 'DPOP']) {
      config[client.customFetch] = (url, options) => {
        const headers = new Headers(options.headers);
        headers.set('authorization', `${scheme} ${tokens.access_token}`);
        return fetch(url, { ...options, headers } as RequestInit);
      };
      const DPoP = client.getDPoPHandle(config, pair);
      const userinfo = client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '', {
        DPoP,
      });
      expect([scheme, await refusalOf(userinfo)]).toEqual([scheme, 'nothing was refused']);
    }
    config[client.customFetch] = fetch as client.CustomFetch;
  });

  it('B9: FAPI 2.0 §5.3.2.1: a clock ten seconds off either way, and nbf and exp in a proof', async () => {
    const near = (change: (payload: Record<string, unknown>) => void) =>
      client.randomDPoPKeyPair('ES256').then((pair) =>
        client.getDPoPHandle(config, pair, {
          [client.modifyAssertion]: (_header, payload) => change(payload),
        }),
      );
    const seconds = Math.floor(Date.now() / 1000);
    const handles = [
      await near((payload) => {
        payload.iat = Number(payload.iat) - 10;
      }),
      await near((payload) => {
        payload.iat = Number(payload.iat) + 10;
      }),
      await near((payload) => {
        payload.nbf = seconds;
        payload.exp = seconds + 60;
      }),
    ];
    for (const DPoP of handles) expect((await signIn({}, DPoP)).token_type).toBe('dpop');
    const ahead = await near((payload) => {
      payload.iat = seconds + 3600;
    });
    expect(await refusalOf(signIn({}, ahead))).toBe('invalid_dpop_proof');
  });

  it('B9: RFC 9449 §11.1: by our nonce a clock may be an hour late: the nonce tells when the proof was made', async () => {
    const late = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'), {
      [client.modifyAssertion]: (_header, payload) => {
        payload.iat = Number(payload.iat) - 3600;
      },
    });
    expect((await signIn({}, late)).token_type).toBe('dpop');
  });
});

describe('FAPI 2.0 Message Signing with openid-client', () => {
  /** Signed, pushed, answered by a signed response. */
  async function signed(parameters: Record<string, string>): Promise<URL> {
    const sign = { key: signingKey.key, kid: signingKey.kid };
    const jar = await client.buildAuthorizationUrlWithJAR(signing, parameters, sign);
    return await client.buildAuthorizationUrlWithPAR(signing, jar.searchParams);
  }

  it('B9: FAPI 2.0 Message Signing §5.3, §5.4: JAR over PAR, JARM, DPoP, end to end', async () => {
    const DPoP = await proofs(signing);
    const { parameters, checks } = await preparedRequest();
    const arrival = await desk.go(await signed(parameters));
    expect([...arrival.parameters.keys()]).toEqual(['response']);
    expect(decodeProtectedHeader(arrival.parameters.get('response') ?? '').alg).toBe('ES256');
    const tokens = await client.authorizationCodeGrant(signing, arrival.request, checks, undefined, { DPoP });
    expect(tokens.claims()).toMatchObject({ aud: 'signing' });
  });

  it('B9: FAPI 2.0 Message Signing §5.3.1: an unsigned request is refused at the pushing endpoint', async () => {
    expect(await refusalOf(push(signing))).toBe('invalid_request');
  });

  it('B9: FAPI 2.0 Message Signing §5.3.1: nbf, exp and aud are demanded, an hour at most', async () => {
    const seconds = Math.floor(Date.now() / 1000);
    const { parameters } = await preparedRequest();
    const good = {
      ...parameters,
      iss: 'signing',
      client_id: 'signing',
      response_type: 'code',
      response_mode: 'jwt',
      aud: service.issuer,
      nbf: seconds,
      exp: seconds + 60,
    };
    const pushed = async (changes: Record<string, unknown>, alg = 'ES256', by = signingKey) => {
      const header = { alg, kid: by.kid, typ: 'oauth-authz-req+jwt' };
      const request = await new SignJWT({ ...good, ...changes }).setProtectedHeader(header).sign(by.key);
      return await client.buildAuthorizationUrlWithPAR(signing, { request });
    };
    const accepted = [{}, { aud: [service.issuer, 'https://other.example'] }, { nbf: seconds + 8 }];
    for (const changes of accepted) {
      expect([changes, await refusalOf(pushed(changes))]).toEqual([changes, 'nothing was refused']);
    }
    const wrong = [
      { exp: undefined },
      { nbf: undefined },
      { aud: undefined },
      { aud: 'https://other.example' },
      { exp: seconds - 300, nbf: seconds - 360 },
      { exp: seconds + 4200 },
      { nbf: seconds - 4200 },
    ];
    for (const changes of wrong) {
      expect([changes, await refusalOf(pushed(changes))]).toEqual([changes, 'invalid_request_object']);
    }
    expect(await refusalOf(pushed({}, 'RS256', await partyKey('RS256')))).toBe('invalid_request_object');
    expect(await refusalOf(pushed({}, 'ES256', await partyKey('ES256')))).toBe('invalid_request_object');
    expect(await refusalOf(pushed({ redirect_uri: undefined }))).toBe('invalid_request');
  });
});

describe('what runs out, with openid-client', () => {
  it('B9: FAPI 2.0 §5.3.2.1: a code after its minute, a pushed request after its own', async () => {
    const DPoP = await proofs(config);
    const { parameters, checks } = await preparedRequest();
    const late = await client.buildAuthorizationUrlWithPAR(config, parameters);
    const { request } = await desk.go(await client.buildAuthorizationUrlWithPAR(config, parameters));
    service.advance(61);
    const redeemed = client.authorizationCodeGrant(config, request, checks, undefined, { DPoP });
    expect(await refusalOf(redeemed)).toBe('invalid_grant');
    await expect(desk.go(late)).rejects.toThrow(/request_uri/);
  });
});
