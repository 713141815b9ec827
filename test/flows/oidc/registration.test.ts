import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizenCookieHeader } from '../../support/citizen-session.ts';
import {
  type Desk,
  deskOf,
  partyKey,
  preparedRequest,
  refusalOf,
  signInWith,
} from '../../support/oidc-library.ts';
import { type PersonWithPhone, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let owner: PersonWithPhone;
let desk: Desk;
let initialAccessToken: string;

const HTTP = { execute: [client.allowInsecureRequests] };
const METADATA = {
  client_name: 'Library of Lyon',
  redirect_uris: ['http://127.0.0.1:3000/callback'],
  scope: 'openid profile',
  contacts: ['it@library.example'],
  policy_uri: 'https://library.example/privacy',
};

beforeAll(async () => {
  service = await startSignInService(
    {},
    {},
    {
      functions: async () => ({
        'relying-parties': (await import('../../../lambdas/functions/relying-parties.ts')).handler,
        'back-channel': (await import('../../../lambdas/functions/back-channel.ts')).handler,
      }),
    },
  );
  owner = await service.personWithPhone();
  desk = deskOf(service, owner);
  initialAccessToken = (await asOwner('/api/relying-party-tokens')).token;
});
afterAll(() => service.stop());

/** A call of the portal by the person who owns what is registered. */
async function asOwner(path: string, body?: object) {
  const { account, phone } = owner;
  const answer = await fetch(service.issuer + path, {
    method: 'POST',
    headers: {
      cookie: await citizenCookieHeader({ id: account.id, deviceId: phone.deviceId ?? '' }),
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Record<'token' | 'phone' | 'pin', string>;
}

/** A persona at a desk of its own; its phone is the function that answers for personas. */
async function personaDesk(outcome: 'approve' | 'refuse'): Promise<Desk> {
  const { phone: phone_number, pin } = await asOwner('/api/personas', { outcome, familyName: 'Dubois' });
  const approvals = async () => {
    const asked = service.aws.sent.queued.filter((message) => 'approval' in message);
    const Records = asked.map((message) => ({ messageId: 'm', body: JSON.stringify(message) }));
    const { handler } = await import('../../../lambdas/functions/persona-phone.ts');
    await handler({ Records } as unknown as Parameters<typeof handler>[0]);
    return [{ id: '', challenge: '', bindingNumber: '', client: { name: '' }, claims: [], expiresAt: '' }];
  };
  const decide = async () => ({ status: 200, body: {}, headers: new Headers() });
  const identity = { ...owner.identity, phone_number };
  return deskOf(service, { ...owner, identity, pin, phone: { ...owner.phone, approvals, decide } });
}

const register = (metadata: object, authentication?: client.ClientAuth): Promise<client.Configuration> =>
  client.dynamicClientRegistration(new URL(service.issuer), { ...METADATA, ...metadata }, authentication, {
    ...HTTP,
    initialAccessToken,
  });

/** RFC 7592: the client’s own address, with its own token. */
async function manage(config: client.Configuration, method: string, body?: object) {
  const { registration_client_uri, registration_access_token } = config.clientMetadata();
  const answer = await fetch(String(registration_client_uri), {
    method,
    headers: { authorization: `Bearer ${registration_access_token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
}

describe('dynamic registration with openid-client', () => {
  it('B12: RFC 7591 §3: registers by secret, pushes a request at once; a real person is not for the sandbox', async () => {
    const config = await register({ token_endpoint_auth_method: 'client_secret_post' });
    const { client_id, client_secret } = config.clientMetadata();
    expect(client_id).toMatch(/^\S{8,}$/);
    expect(client_secret).toMatch(/^\S{32,}$/);
    const { parameters } = await preparedRequest({ redirect_uri: METADATA.redirect_uris[0] ?? '' });
    const url = await client.buildAuthorizationUrlWithPAR(config, parameters);
    await expect(desk.go(url)).rejects.toThrow(/personas-only/);
  });

  it('B12: the sandbox at once: a persona that approves signs in, one that refuses does not', async () => {
    const config = await register({ token_endpoint_auth_method: 'client_secret_post' });
    const redirect_uri = METADATA.redirect_uris[0] ?? '';
    const approving = await signInWith(config, await personaDesk('approve'), { redirect_uri });
    const sub = approving.claims()?.sub ?? '';
    const userinfo = await client.fetchUserInfo(config, approving.access_token, sub);
    expect(userinfo).toMatchObject({ family_name: 'DUBOIS' });
    const refusing = signInWith(config, await personaDesk('refuse'), { redirect_uri });
    expect(await refusalOf(refusing)).toBe('access_denied');
  });

  it('B12: RFC 7591 §2: registers by key, and is known by it', async () => {
    const { key, kid, jwk } = await partyKey('ES256');
    const byKey = client.PrivateKeyJwt({ key, kid });
    const config = await register(
      { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] } },
      byKey,
    );
    const { parameters } = await preparedRequest({ redirect_uri: METADATA.redirect_uris[0] ?? '' });
    const url = await client.buildAuthorizationUrlWithPAR(config, parameters);
    expect(url.searchParams.get('request_uri')).toMatch(/^urn:/);
  });

  it('B12: RFC 7592 §2: reads, changes and ends its registration', async () => {
    const config = await register({});
    const read = await manage(config, 'GET');
    expect([read.status, read.body.client_name]).toEqual([200, METADATA.client_name]);
    const { client_id } = config.clientMetadata();
    const changed = await manage(config, 'PUT', { ...METADATA, client_id, client_name: 'Library of Caen' });
    expect([changed.status, changed.body.client_name]).toEqual([200, 'Library of Caen']);
    expect((await manage(config, 'DELETE')).status).toBe(204);
    expect((await manage(config, 'GET')).status).toBe(401);
  });

  it('B12: RFC 7591 §3.2.2: what is wrong in the metadata', async () => {
    const wrong: [object, string][] = [
      [{ redirect_uris: ['http://library.example/callback'] }, 'invalid_redirect_uri'],
      [{ redirect_uris: ['https://library.example/callback#part'] }, 'invalid_redirect_uri'],
      [{ token_endpoint_auth_method: 'client_secret_jwt' }, 'invalid_client_metadata'],
      [{ token_endpoint_auth_method: 'private_key_jwt' }, 'invalid_client_metadata'],
      [{ id_token_signed_response_alg: 'none' }, 'invalid_client_metadata'],
      [{ grant_types: ['implicit'] }, 'invalid_client_metadata'],
      [{ response_types: ['code id_token'] }, 'invalid_client_metadata'],
    ];
    for (const [metadata, error] of wrong) {
      expect([metadata, await refusalOf(register(metadata))]).toEqual([metadata, error]);
    }
  });

  it('B12: RFC 7591 §3: without an initial access token, or with another one, it is refused', async () => {
    for (const token of [undefined, 'not-a-token']) {
      const issuer = new URL(service.issuer);
      const options = { [oauth.allowInsecureRequests]: true };
      const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));
      const response = await oauth.dynamicClientRegistrationRequest(as, METADATA, {
        ...options,
        ...(token !== undefined && { initialAccessToken: token }),
      });
      expect(response.status).toBe(401);
      expect(await refusalOf(oauth.processDynamicClientRegistrationResponse(response))).not.toBe(
        'nothing was refused',
      );
    }
  });
});
