import { SignJWT, UnsecuredJWT } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CIBA_GRANT } from '../../../lambdas/domain/client/client.ts';
import { type BackChannelService, startBackChannel } from '../../support/back-channel.ts';
import {
  approveOnPhone,
  discover,
  type PartyKey,
  partyKey,
  refusalOf,
  registeredByKey,
} from '../../support/oidc-library.ts';
import type { PersonWithPhone } from '../../support/sign-in.ts';

let service: BackChannelService;
let person: PersonWithPhone;
let config: client.Configuration;
let key: PartyKey;
let DPoP: client.DPoPHandle;

beforeAll(async () => {
  service = await startBackChannel({ backchannelPerClient: { limit: 1000, windowSeconds: 600 } });
  ({ config, key } = await registeredByKey(service, {
    client_id: 'fapi',
    profile: 'fapi2',
    dpop_bound_access_tokens: true,
    backchannel_token_delivery_mode: 'poll',
    backchannel_authentication_request_signing_alg: 'ES256',
    scope: 'openid profile offline_access',
    grant_types: ['authorization_code', 'refresh_token', CIBA_GRANT],
  }));
  DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'));
});
afterAll(() => service.stop());

type Claims = Readonly<Record<string, unknown>>;

/** A signed request about a fresh person, unless `claims` name one; everything right but for them. */
async function ask(claims: Claims = {}, make: (all: Claims) => Promise<string> | string = signed()) {
  if (claims.login_hint === undefined) person = await service.personWithPhone();
  const seconds = Math.floor(Date.now() / 1000);
  const request = await make({
    iss: 'fapi',
    aud: service.issuer,
    iat: seconds,
    nbf: seconds,
    exp: seconds + 60,
    jti: crypto.randomUUID(),
    scope: 'openid profile',
    login_hint: person.identity.phone_number,
    binding_message: '1234',
    ...claims,
  });
  return await client.initiateBackchannelAuthentication(config, { request });
}

const signed =
  (by?: PartyKey, alg = 'ES256') =>
  (claims: Claims): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg, kid: 'rp-key' }).sign((by ?? key).key);

const redeem = (authReqId: string, more: client.DPoPOptions = { DPoP }) =>
  client.genericGrantRequest(config, CIBA_GRANT, { auth_req_id: authReqId }, more);

describe('FAPI-CIBA with openid-client', () => {
  it('B9: FAPI-CIBA §5.2.2: a signed request with a binding message, tokens bound to a key', async () => {
    const { auth_req_id } = await ask();
    await approveOnPhone(person);
    const tokens = await redeem(auth_req_id);
    expect(tokens.token_type).toBe('dpop');
    const sub = tokens.claims()?.sub ?? '';
    expect(await client.fetchUserInfo(config, tokens.access_token, sub, { DPoP })).toMatchObject({ sub });
    expect(await refusalOf(redeem(auth_req_id))).toBe('invalid_grant');
  });

  it('B9: FAPI-CIBA §5.2.2: without a proof there is no token, and the request stays good', async () => {
    const { auth_req_id } = await ask();
    await approveOnPhone(person);
    expect(await refusalOf(redeem(auth_req_id, {}))).toBe('invalid_request');
    expect((await redeem(auth_req_id)).token_type).toBe('dpop');
  });

  it('B9: CIBA Core §7.1: requested_expiry as number and as string, scopes in any order', async () => {
    expect((await ask({ requested_expiry: 30 })).expires_in).toBe(30);
    expect((await ask({ requested_expiry: '30' })).expires_in).toBe(30);
    const { auth_req_id } = await ask({ scope: 'profile openid' });
    await approveOnPhone(person);
    expect((await redeem(auth_req_id)).claims()?.sub).toBeDefined();
  });

  it('B9: OIDC Core §11: offline_access: a refresh token, for the same key', async () => {
    const { auth_req_id } = await ask({ scope: 'openid profile offline_access' });
    await approveOnPhone(person);
    const tokens = await redeem(auth_req_id);
    const next = await client.refreshTokenGrant(config, tokens.refresh_token ?? '', {}, { DPoP });
    expect(next.claims()?.sub).toBe(tokens.claims()?.sub);
  });

  it('B9: CIBA Core §11: many polls before the person decides stay authorization_pending or slow_down', async () => {
    const { auth_req_id } = await ask();
    const seen = new Set<unknown>();
    for (let poll = 0; poll < 20; poll += 1) seen.add(await refusalOf(redeem(auth_req_id)));
    expect([...seen].sort()).toEqual(['authorization_pending', 'slow_down']);
  });

  it('B9: CIBA Core §7.1.1: what is wrong in a signed request is invalid_request', async () => {
    const login_hint = (await service.personWithPhone()).identity.phone_number;
    const seconds = Math.floor(Date.now() / 1000);
    const wrong: Claims[] = [
      { aud: undefined },
      { aud: 'https://other.example' },
      { iss: undefined },
      { iss: 'https://other.example' },
      { exp: undefined },
      { exp: seconds - 60 },
      { exp: seconds + 4200 },
      { iat: undefined },
      { nbf: undefined },
      { nbf: seconds + 600, exp: seconds + 660 },
      { nbf: seconds - 4200 },
      { jti: undefined },
      { login_hint_token: 'x' },
      { binding_message: undefined },
    ];
    for (const claims of wrong)
      expect([claims, await refusalOf(ask({ login_hint, ...claims }))]).toEqual([claims, 'invalid_request']);
    const [stranger, rsa] = await Promise.all([partyKey('ES256'), partyKey('RS256')]);
    const forged = async (claims: Claims): Promise<string> =>
      `${(await signed()(claims)).slice(0, -8)}AAAAAAAA`;
    const unsigned = (claims: Claims): string => new UnsecuredJWT({ ...claims }).encode();
    for (const make of [signed(stranger), signed(rsa, 'RS256'), forged, unsigned]) {
      expect(await refusalOf(ask({ login_hint }, make))).toBe('invalid_request');
    }
  });

  it('B9: FAPI-CIBA §5.2.2: an unsigned request is refused; a long message is refused by its own error', async () => {
    const { phone_number } = (await service.personWithPhone()).identity;
    const plain = { scope: 'openid', login_hint: phone_number, binding_message: '1234' };
    expect(await refusalOf(client.initiateBackchannelAuthentication(config, plain))).toBe('invalid_request');
    expect(await refusalOf(ask({ binding_message: 'Lorem ipsum dolor sit amet '.repeat(20) }))).toBe(
      'invalid_binding_message',
    );
  });

  it('B9: FAPI-CIBA §5.2.2: client assertions: none, or one by RS256, is invalid_client, here as at the token endpoint', async () => {
    const rsa = await partyKey('RS256');
    for (const authentication of [client.None(), client.PrivateKeyJwt({ key: rsa.key, kid: rsa.kid })]) {
      const other = await client.discovery(new URL(service.issuer), 'fapi', {}, authentication, {
        execute: [client.allowInsecureRequests],
      });
      const asked = client.initiateBackchannelAuthentication(other, { request: 'a.b.c' });
      expect(await refusalOf(asked)).toBe('invalid_client');
      const polled = client.genericGrantRequest(other, CIBA_GRANT, { auth_req_id: 'x' }, { DPoP });
      expect(await refusalOf(polled)).toBe('invalid_client');
    }
  });
});

/** As the suite of the OpenID Foundation registers its clients: FAPI-CIBA builds on FAPI 1, whose assertions name the endpoint. */
describe('FAPI-CIBA for a client of the standard profile', () => {
  let audience: string | undefined;

  beforeAll(async () => {
    const registered = await registeredByKey(service, {
      client_id: 'suite',
      token_endpoint_auth_signing_alg: 'ES256',
      backchannel_authentication_request_signing_alg: 'ES256',
      backchannel_token_delivery_mode: 'poll',
      scope: 'openid profile',
      grant_types: ['authorization_code', CIBA_GRANT],
    });
    key = registered.key;
    const { kid } = key;
    const toAudience: client.ModifyAssertionFunction = (_header, payload) => {
      payload.aud = audience;
    };
    const byKey = client.PrivateKeyJwt({ key: key.key, kid }, { [client.modifyAssertion]: toAudience });
    config = await discover(service, registered.registered, byKey);
  });

  const request = () => ask({ iss: 'suite', binding_message: 'compare this' });

  it.each<[string, (metadata: client.ServerMetadata) => string | undefined]>([
    ['the issuer', ({ issuer }) => issuer],
    ['the token endpoint', ({ token_endpoint }) => token_endpoint],
    ['the called endpoint', (metadata) => metadata.backchannel_authentication_endpoint as string],
  ])('B9: CIBA Core §7.1: an assertion for %s is taken', async (_audience, of) => {
    audience = of(config.serverMetadata());
    expect((await request()).auth_req_id).toBeDefined();
  });

  it('B9: CIBA Core §7.1: one for another provider is not; by RS256, or unsigned, neither are assertion and request', async () => {
    audience = 'https://other.example';
    expect(await refusalOf(request())).toBe('invalid_client');
    audience = service.issuer;
    const plain = { scope: 'openid', login_hint: person.identity.phone_number };
    expect(await refusalOf(client.initiateBackchannelAuthentication(config, plain))).toBe('invalid_request');
    const rsa = await partyKey('RS256');
    expect(await refusalOf(ask({ iss: 'suite' }, signed(rsa, 'RS256')))).toBe('invalid_request');
  });
});
