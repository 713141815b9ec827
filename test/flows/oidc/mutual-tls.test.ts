import { SignJWT } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CIBA_GRANT, type Client } from '../../../lambdas/domain/client/client.ts';
import { type BackChannelService, startBackChannel } from '../../support/back-channel.ts';
import { type TestCertificate, testAuthority } from '../../support/client-certificates.ts';
import type { TestMutualTls } from '../../support/mutual-tls.ts';
import {
  approveOnPhone,
  type Desk,
  deskOf,
  partyKey,
  preparedRequest,
  refusalOf,
} from '../../support/oidc-library.ts';
import { CALLBACK } from '../../support/relying-party.ts';

/** RFC 8705 over real TLS, with openid-client as its users configure it. */

let service: BackChannelService;
let mutualTls: TestMutualTls;
let desk: Desk;
let certificate: TestCertificate;
let other: TestCertificate;
let config: client.Configuration;

const OFFLINE = { scope: 'openid profile offline_access', prompt: 'consent' } as const;
const MTLS = {
  token_endpoint_auth_method: 'tls_client_auth',
  tls_client_certificate_bound_access_tokens: true,
  scope: 'openid profile offline_access',
} as const;

beforeAll(async () => {
  service = await startBackChannel({}, { mutualTls: true });
  mutualTls = service.mutualTls as TestMutualTls;
  desk = deskOf(service, await service.personWithPhone());
  certificate = mutualTls.authority.issue('tax.example');
  other = mutualTls.authority.issue('other.example');
  config = await registered({
    client_id: 'tax',
    grant_types: ['authorization_code', 'refresh_token', CIBA_GRANT],
    backchannel_token_delivery_mode: 'poll',
    tls_client_auth_subject_dn: 'CN=tax.example',
  });
});
afterAll(() => service.stop());

/** The library with a certificate, or with none, for a client that is registered. */
async function configured(
  clientId: string,
  shown: TestCertificate | undefined = certificate,
  authentication: client.ClientAuth = client.TlsClientAuth(),
): Promise<client.Configuration> {
  return await client.discovery(
    new URL(service.issuer),
    clientId,
    { use_mtls_endpoint_aliases: true },
    authentication,
    {
      execute: [client.allowInsecureRequests],
      [client.customFetch]: mutualTls.fetchWith(shown) as client.CustomFetch,
    },
  );
}

async function registered(metadata: Partial<Client> & { client_id: string }): Promise<client.Configuration> {
  await service.register({ ...MTLS, grant_types: ['authorization_code', 'refresh_token'], ...metadata });
  return await configured(metadata.client_id);
}

/** Pushed over mutual TLS, approved, redeemed. */
async function signIn(at = config, parameters: Record<string, string> = {}, redeemAt = at) {
  const prepared = await preparedRequest(parameters);
  const { request } = await desk.go(await client.buildAuthorizationUrlWithPAR(at, prepared.parameters));
  return await client.authorizationCodeGrant(redeemAt, request, prepared.checks);
}

/** A post with a certificate, or without one, as no library would make it. */
async function post(
  path: string,
  form: Record<string, string>,
  shown?: TestCertificate,
  origin = mutualTls.origin,
) {
  const call = mutualTls.fetchWith(shown);
  const answer = await call(`${origin}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  const said = await answer.text();
  return { status: answer.status, body: JSON.parse(said || '{}') as Record<string, unknown> };
}

const userinfo = async (token: string, shown?: TestCertificate, origin = mutualTls.origin) => {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await mutualTls.fetchWith(shown)(`${origin}/oauth/userinfo`, { headers });
  return { status: answer.status, challenge: answer.headers.get('www-authenticate') ?? '' };
};

describe('tls_client_auth with openid-client, over TLS', () => {
  it('B9: RFC 8705 §2.1, §3: PAR, code, userinfo, refresh, introspection, revocation, end to end', async () => {
    const tokens = await signIn(config, OFFLINE);
    expect(tokens.token_type).toBe('bearer');
    const sub = tokens.claims()?.sub ?? '';
    const info = await client.fetchUserInfo(config, tokens.access_token, sub);
    expect(info).toMatchObject({ family_name: 'MARTIN' });
    const next = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
    const seen = await client.tokenIntrospection(config, next.access_token);
    expect(seen).toMatchObject({ active: true, cnf: { 'x5t#S256': certificate.thumbprint } });
    await client.tokenRevocation(config, next.refresh_token ?? '');
    expect((await client.tokenIntrospection(config, next.access_token)).active).toBe(false);
  });

  it('B9: RFC 8705 §2.1, CIBA Core §7.1: asked on the phone, polled, and bound to the certificate', async () => {
    const person = await service.personWithPhone();
    const login_hint = person.identity.phone_number;
    const asked = await client.initiateBackchannelAuthentication(config, { scope: 'openid', login_hint });
    await approveOnPhone(person);
    const poll = { auth_req_id: asked.auth_req_id };
    const tokens = await client.genericGrantRequest(config, CIBA_GRANT, poll);
    expect((await userinfo(tokens.access_token, certificate)).status).toBe(200);
    expect((await userinfo(tokens.access_token, other)).status).toBe(401);
  });

  const PATHS = ['token', 'par', 'introspect', 'revoke', 'backchannel-authentication'].map(
    (name) => `/oauth/${name}`,
  );
  it.each(PATHS)(
    'B9: RFC 8705 §2.1: at %s another client’s certificate authenticates nobody',
    async (path) => {
      const form = { client_id: 'tax', token: 'x', grant_type: 'refresh_token', refresh_token: 'x' };
      const refused = await post(path, form, other);
      expect([refused.status, refused.body.error]).toEqual([401, 'invalid_client']);
      const right = await post(path, form, certificate);
      expect(right.body.error).not.toBe('invalid_client');
    },
  );

  it.each(PATHS)('B9: RFC 8705 §2: at %s a request without client_id names nobody', async (path) => {
    const { status, body } = await post(path, { token: 'x', grant_type: 'refresh_token' }, certificate);
    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });

  it.each(PATHS)(
    'B9: RFC 8705 §2: at %s of the plain host there is no certificate to show, in no header',
    async (path) => {
      const body = new URLSearchParams({ client_id: 'tax', token: 'x', grant_type: 'refresh_token' });
      const pem = encodeURIComponent(certificate.pem);
      const headers = {
        'x-client-cert': pem,
        'x-amzn-mtls-clientcert': pem,
        'x-ssl-cert': pem,
        'client-cert': pem,
      };
      const answer = await fetch(service.issuer + path, { method: 'POST', body, headers });
      expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
        401,
        'invalid_client',
      ]);
    },
  );

  it('B9: RFC 8705 §2.1: a certificate of an authority outside the trust store does not reach us', async () => {
    const foreign = testAuthority('Authority of tests').issue('tax.example');
    const call = mutualTls.fetchWith(foreign)(`${mutualTls.origin}/oauth/token`, { method: 'POST' });
    expect((await call).status).toBe(403);
    const bare = await mutualTls
      .fetchWith()(`${mutualTls.origin}/oauth/token`)
      .catch((error) => error);
    expect(bare).toBeInstanceOf(Error);
  });

  it('B9: RFC 8705 §2: one method only: the certificate’s client shows no secret beside it', async () => {
    const form = { client_id: 'tax', client_secret: 's'.repeat(43), grant_type: 'refresh_token' };
    const { body } = await post('/oauth/token', form, certificate);
    expect(body.error).toBe('invalid_client');
  });

  it.each([
    [{ tls_client_auth_san_dns: 'san.example' }],
    [{ tls_client_auth_san_uri: 'https://san.example/system' }],
    [{ tls_client_auth_san_email: 'system@san.example' }],
    [{ tls_client_auth_san_ip: '2001:db8::1' }],
  ])('B9: RFC 8705 §2.1.2: %j', async (subject) => {
    const named = mutualTls.authority.issue('whatever', {
      dns: ['san.example'],
      uris: ['https://san.example/system'],
      emails: ['system@san.example'],
      addresses: ['2001:db8::1'],
    });
    const [client_id = ''] = Object.keys(subject);
    await service.register({ ...MTLS, client_id, grant_types: ['authorization_code'], ...subject });
    expect((await signIn(await configured(client_id, named))).claims()?.aud).toBe(client_id);
    expect(await refusalOf(signIn(await configured(client_id)))).toBe('invalid_client');
  });

  it('B9: a renewed certificate of the same subject authenticates; what was bound to the old one stays with it', async () => {
    const tokens = await signIn(config, OFFLINE);
    const renewed = mutualTls.authority.issue('tax.example');
    expect((await userinfo(tokens.access_token, renewed)).status).toBe(401);
    const at = await configured('tax', renewed);
    const next = await client.refreshTokenGrant(at, tokens.refresh_token ?? '');
    expect((await userinfo(next.access_token, renewed)).status).toBe(200);
    expect((await userinfo(next.access_token, certificate)).status).toBe(401);
  });
});

describe('certificate-bound access tokens, over TLS', () => {
  it('B9: RFC 8705 §3: another certificate, and none, are refused: 401 invalid_token', async () => {
    const { access_token: token } = await signIn();
    expect((await userinfo(token, certificate)).status).toBe(200);
    for (const [shown, origin] of [
      [other, mutualTls.origin],
      [undefined, service.issuer],
    ] as const) {
      const { status, challenge } = await userinfo(token, shown, origin);
      expect([status, challenge]).toEqual([401, expect.stringMatching(/^Bearer .*error="invalid_token"/)]);
    }
  });

  it('B9: RFC 8705 §3: the code is redeemed, and the token bound, by the certificate of the token request', async () => {
    await service.register({
      ...MTLS,
      client_id: 'binds',
      token_endpoint_auth_method: 'private_key_jwt',
      grant_types: ['authorization_code'],
      jwks: { keys: [(await keyOf('binds')).jwk] },
    });
    const { key, kid } = await keyOf('binds');
    const byKey = client.PrivateKeyJwt({ key, kid });
    const [first, second] = [
      await configured('binds', certificate, byKey),
      await configured('binds', other, byKey),
    ];
    const { access_token: token } = await signIn(first, {}, second);
    expect((await userinfo(token, other)).status).toBe(200);
    expect((await userinfo(token, certificate)).status).toBe(401);
  });

  it('B9: RFC 8705 §3.4: a client registered for it gets no token where no certificate is shown', async () => {
    const { key, kid } = await keyOf('binds');
    const plain = await client.discovery(
      new URL(service.issuer),
      'binds',
      {},
      client.PrivateKeyJwt({ key, kid }),
      { execute: [client.allowInsecureRequests] },
    );
    expect(await refusalOf(signIn(plain))).toBe('invalid_request');
  });

  it('B9: RFC 8705 §4: a public client’s tokens, the refresh token too, are bound to a certificate of any subject', async () => {
    await service.register({
      ...MTLS,
      client_id: 'app',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
    });
    const [mine, theirs] = [
      await configured('app', certificate, client.None()),
      await configured('app', other, client.None()),
    ];
    const tokens = await signIn(mine, OFFLINE);
    expect((await userinfo(tokens.access_token, certificate)).status).toBe(200);
    expect((await userinfo(tokens.access_token, other)).status).toBe(401);
    expect(await refusalOf(client.refreshTokenGrant(theirs, tokens.refresh_token ?? ''))).toBe(
      'invalid_grant',
    );
    const next = await client.refreshTokenGrant(mine, tokens.refresh_token ?? '');
    expect((await userinfo(next.access_token, certificate)).status).toBe(200);
  });

  it('B9: RFC 8705 §3: who did not register it gets bearer tokens, also over mutual TLS', async () => {
    const at = await registered({
      client_id: 'unbound',
      tls_client_auth_subject_dn: 'CN=tax.example',
      tls_client_certificate_bound_access_tokens: false,
    });
    const { access_token: token } = await signIn(at);
    expect((await userinfo(token, undefined, service.issuer)).status).toBe(200);
    expect((await userinfo(token, other)).status).toBe(200);
  });

  it('B9: RFC 8705 §3.2: introspection tells the thumbprint, and compares nothing of the asker’s own', async () => {
    const { access_token: token } = await signIn();
    await service.register({
      ...MTLS,
      client_id: 'api',
      resource_server: true,
      tls_client_auth_subject_dn: 'CN=other.example',
    });
    const seen = await client.tokenIntrospection(await configured('api', other), token);
    expect(seen).toMatchObject({
      active: true,
      token_type: 'Bearer',
      cnf: { 'x5t#S256': certificate.thumbprint },
    });
  });
});

async function fapiClient(): Promise<client.Configuration> {
  const id = 'fapi-private_key_jwt';
  return await configured(id, certificate, client.PrivateKeyJwt(await keyOf(id)));
}

describe('FAPI 2.0 with mutual TLS, with openid-client', () => {
  it.each(['tls_client_auth', 'private_key_jwt'] as const)(
    'B9: FAPI 2.0 §5.3.2.1: %s, tokens bound to the certificate, refresh tokens that stay',
    async (method) => {
      const client_id = `fapi-${method}`;
      const { key, kid, jwk } = await keyOf(client_id);
      await service.register({
        ...MTLS,
        client_id,
        profile: 'fapi2',
        require_pushed_authorization_requests: true,
        grant_types: ['authorization_code', 'refresh_token'],
        ...(method === 'tls_client_auth' && { tls_client_auth_subject_dn: 'CN=tax.example' }),
        token_endpoint_auth_method: method,
        jwks: { keys: [jwk] },
      });
      const by = method === 'private_key_jwt' ? client.PrivateKeyJwt({ key, kid }) : client.TlsClientAuth();
      const at = await configured(client_id, certificate, by);
      const tokens = await signIn(at, OFFLINE);
      expect((await userinfo(tokens.access_token, certificate)).status).toBe(200);
      expect((await userinfo(tokens.access_token, other)).status).toBe(401);
      for (const _time of [1, 2]) {
        const next = await client.refreshTokenGrant(at, tokens.refresh_token ?? '');
        expect((await userinfo(next.access_token, certificate)).status).toBe(200);
      }
    },
  );

  it('B9: FAPI 2.0 §5.3.2.1: a proof of a DPoP key beside the certificate is refused, and costs no code', async () => {
    const at = await fapiClient();
    const prepared = await preparedRequest();
    const { request } = await desk.go(await client.buildAuthorizationUrlWithPAR(at, prepared.parameters));
    const DPoP = client.getDPoPHandle(at, await client.randomDPoPKeyPair('ES256'));
    const again = request.clone();
    const both = client.authorizationCodeGrant(at, request, prepared.checks, undefined, { DPoP });
    expect(await refusalOf(both)).toBe('invalid_request');
    const pushed = client.buildAuthorizationUrlWithPAR(at, prepared.parameters, { DPoP });
    expect(await refusalOf(pushed)).toBe('invalid_request');
    expect((await client.authorizationCodeGrant(at, again, prepared.checks)).token_type).toBe('bearer');
  });

  it('B9: FAPI 2.0 §5.3.2.2: over mutual TLS too a request must be pushed', async () => {
    const at = await fapiClient();
    const { parameters, checks } = await preparedRequest({ redirect_uri: CALLBACK });
    const { request } = await desk.go(client.buildAuthorizationUrl(at, parameters));
    expect(await refusalOf(client.authorizationCodeGrant(at, request, checks))).toBe('invalid_request');
  });
});

describe('FAPI-CIBA with mutual TLS, with openid-client', () => {
  const NAMES = ['ciba-one', 'ciba-two'] as const;
  let clients: readonly client.Configuration[];
  let shown: readonly TestCertificate[];
  beforeAll(async () => {
    shown = NAMES.map((name) => mutualTls.authority.issue(name));
    clients = await Promise.all(
      NAMES.map(async (client_id, at) => {
        await service.register({
          ...MTLS,
          client_id,
          profile: 'fapi2',
          tls_client_auth_subject_dn: `CN=${client_id}`,
          jwks: { keys: [(await keyOf(client_id)).jwk] },
          grant_types: ['authorization_code', 'refresh_token', CIBA_GRANT],
          backchannel_token_delivery_mode: 'poll',
          backchannel_authentication_request_signing_alg: 'ES256',
        });
        return await configured(client_id, shown[at]);
      }),
    );
  });

  const [one, two] = [0, 1];
  const at = (index: number) => clients[index] as client.Configuration;

  /** A signed request of the first client about a fresh person, who says yes. */
  async function approved(sentBy = at(one), claims: Record<string, unknown> = {}): Promise<string> {
    const person = await service.personWithPhone();
    const { key, kid } = await keyOf(NAMES[0]);
    const seconds = Math.floor(Date.now() / 1000);
    const times = { iat: seconds, nbf: seconds, exp: seconds + 60, jti: crypto.randomUUID() };
    const asked = { scope: 'openid', login_hint: person.identity.phone_number, binding_message: '1234' };
    const request = await new SignJWT({ iss: NAMES[0], aud: service.issuer, ...times, ...asked, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid })
      .sign(key);
    const { auth_req_id } = await client.initiateBackchannelAuthentication(sentBy, { request });
    await approveOnPhone(person);
    return auth_req_id;
  }

  const redeem = (by: client.Configuration, auth_req_id: string) =>
    client.genericGrantRequest(by, CIBA_GRANT, { auth_req_id });

  it('B9: FAPI-CIBA §5.2.2: asked and redeemed by certificate; without it there is no token', async () => {
    const auth_req_id = await approved();
    const form = { client_id: NAMES[0], grant_type: CIBA_GRANT, auth_req_id };
    const bare = await post('/oauth/token', form, undefined, service.issuer);
    expect([bare.status, bare.body.error]).toEqual([401, 'invalid_client']);
    const { access_token } = await redeem(at(one), auth_req_id);
    expect((await userinfo(access_token, shown[one])).status).toBe(200);
    expect((await userinfo(access_token, shown[two])).status).toBe(401);
  });

  it('B9: CIBA Core §7.1.1: a request that another client signed, or speaks for another, is invalid_request', async () => {
    expect(await refusalOf(approved(at(two)))).toBe('invalid_request');
    expect(await refusalOf(approved(at(one), { iss: NAMES[1] }))).toBe('invalid_request');
  });

  it('B9: RFC 8705 §2.1: with the client_id of another client nothing is asked and nothing redeemed', async () => {
    const auth_req_id = await approved();
    const wrong = { client_id: NAMES[1], auth_req_id, grant_type: CIBA_GRANT };
    expect((await post('/oauth/token', wrong, shown[one])).body.error).toBe('invalid_client');
    const asked = { client_id: NAMES[1], request: 'x' };
    const refused = await post('/oauth/backchannel-authentication', asked, shown[one]);
    expect(refused.body.error).toBe('invalid_client');
    expect(await refusalOf(redeem(at(two), auth_req_id))).toBe('invalid_grant');
    expect((await redeem(at(one), auth_req_id)).token_type).toBe('bearer');
  });
});

const keys = new Map<string, ReturnType<typeof partyKey>>();
function keyOf(clientId: string): ReturnType<typeof partyKey> {
  const known = keys.get(clientId) ?? partyKey('ES256');
  keys.set(clientId, known);
  return known;
}
