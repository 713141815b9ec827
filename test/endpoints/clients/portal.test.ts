import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoClientRegistrations } from '../../../lambdas/adapters/aws/dynamo-client-registrations.ts';
import { dynamoClients } from '../../../lambdas/adapters/aws/dynamo-clients.ts';
import type { Problem } from '../../../lambdas/contracts/problem.ts';
import type {
  ChecksView,
  RelyingPartiesView,
  RelyingPartyMade,
  RelyingPartyView,
  SecretView,
} from '../../../lambdas/contracts/relying-parties.ts';
import { clientOf } from '../../../lambdas/domain/client-registration/metadata.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { ROUTES } from '../../../lambdas/routes.ts';
import {
  type Caller,
  type Portal,
  type PortalOwner,
  relyingPartySite,
  SERVICE,
  startPortal,
} from '../../support/portal.ts';
import { put } from '../../support/sign-in.ts';

let portal: Portal;
let ada: PortalOwner;
let clerk: Caller;
beforeAll(async () => {
  portal = await startPortal({ clientsPerOwner: 500 });
  ada = await portal.owner();
  clerk = await portal.operator();
});
afterAll(() => portal.stop());

const made = async (metadata: object = {}, by: PortalOwner = ada): Promise<RelyingPartyMade> => {
  const answer = await by.call<RelyingPartyMade>('POST', '/api/relying-parties', { ...SERVICE, ...metadata });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
};
const at = ({ client }: { readonly client: string }, what = ''): string =>
  `/api/relying-parties/${client}${what}`;
const live = (client: string) => dynamoClients('clients').find(client);
const shown = async (service: RelyingPartyMade): Promise<RelyingPartyView> =>
  (await ada.call<RelyingPartyView>('GET', at(service))).body;
const decide = (service: { client: string; version: number }, decision: object) =>
  clerk<Problem & RelyingPartyView>('POST', `/api/registry/relying-parties/${service.client}/decision`, {
    version: service.version,
    ...decision,
  });
const inProduction = async (metadata: object = {}): Promise<RelyingPartyMade> => {
  const service = await made(metadata);
  const asked = await ada.call<RelyingPartyView>('POST', at(service, '/production'));
  expect(asked.status, JSON.stringify(asked.body)).toBe(200);
  const approved = await decide(asked.body, { decision: 'approve' });
  expect(approved.status, JSON.stringify(approved.body)).toBe(200);
  return { ...service, ...(await shown(service)) };
};

describe('a service of one’s own', () => {
  it('B12: is in the sandbox at once; its secret is told once and kept as a hash', async () => {
    const service = await made();
    expect(service.state).toBe('sandbox');
    expect(service.secret).toMatch(/^[\w-]{43}$/);
    const kept = await live(service.client);
    expect(kept).toMatchObject({
      environment: 'sandbox',
      owner: ada.account.id,
      status: 'active',
      client_secret_hash: hashSecret(service.secret ?? ''),
    });
    expect(JSON.stringify(kept)).not.toContain(service.secret);
    const again = await ada.call('GET', at(service));
    expect(again.body).not.toHaveProperty('secret');
    expect(again.body).toMatchObject({ hasSecret: true, metadata: SERVICE });
  });

  it('B12: authenticates by key and then has no secret', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwks = { keys: [publicKey.export({ format: 'jwk' })] };
    const service = await made({ token_endpoint_auth_method: 'private_key_jwt', jwks });
    expect([service.secret, service.hasSecret]).toEqual([undefined, false]);
  });

  it('B12: every fault is told with its field and a sentence', async () => {
    const answer = await ada.call<Problem>('POST', '/api/relying-parties', {
      ...SERVICE,
      redirect_uris: ['https://*.library.example/callback', 'http://library.example/callback'],
      scope: 'openid everything',
      grant_types: ['client_credentials'],
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid-client-metadata']);
    const fields = answer.body.fields ?? [];
    expect(new Set(fields.map(({ field }) => field))).toEqual(
      new Set(['redirect_uris', 'scope', 'grant_types']),
    );
    expect(fields.every(({ sentence = '' }) => sentence.length > 10)).toBe(true);
  });

  it('B12: a member nobody knows is told, so that a slip of the pen is not lost', async () => {
    const answer = await ada.call<Problem>('POST', '/api/relying-parties', { ...SERVICE, redirect_uri: 'x' });
    expect([answer.status, answer.body.fields]).toEqual([400, [{ field: 'redirect_uri', code: 'unknown' }]]);
  });

  it.each([
    'resource_server',
    'environment',
    'owner',
    'organisation_id',
    'status',
    'sector_identifier',
    'client_id',
  ])('B12: %s is not the owner’s to say', async (member) => {
    const answer = await ada.call<Problem>('POST', '/api/relying-parties', {
      ...SERVICE,
      [member]: 'production',
    });
    expect(answer.status).toBe(400);
  });
});

describe('another’s service', () => {
  const paths = ROUTES.filter(({ path }) => path.startsWith('/api/relying-parties/{client}'));

  it.each(paths.map(({ method, path }) => [method, path]))(
    'B12: %s %s is 404, as one that is none',
    async (method, path) => {
      const service = await made();
      const bob = await portal.owner();
      const bodies: Readonly<Record<string, object>> = {
        'PUT /api/relying-parties/{client}': { version: 1, metadata: SERVICE },
        'POST /api/relying-parties/{client}/secret': {},
      };
      const body = bodies[`${method} ${path}`];
      const [others, none] = await Promise.all(
        [service.client, 'nothing'].map((id) =>
          bob.call<Problem>(method, path.replace('{client}', id), body),
        ),
      );
      expect([others?.status, others?.body.code]).toEqual([404, 'no-such-relying-party']);
      expect(none?.body).toEqual(others?.body);
      expect((await portal.anybody(method, path.replace('{client}', service.client), body)).status).toBe(401);
    },
  );

  it('B12: is in nobody else’s list', async () => {
    const bob = await portal.owner();
    const mine = await made({}, bob);
    const { body } = await bob.call<RelyingPartiesView>('GET', '/api/relying-parties');
    expect(body.relyingParties.map(({ client }) => client)).toEqual([mine.client]);
  });
});

describe('limits', () => {
  it('B12: of twelve registrations at once, as many are made as the operator allows, and no more', async () => {
    const strict = await portal.owner();
    const store = dynamoClientRegistrations({ clients: 'clients', personas: 'personas' });
    const registered_at = new Date().toISOString();
    const record = (id: number) => ({
      ...clientOf(SERVICE, { client_id: `many-${id}`, status: 'active', registered_at }),
      owner: strict.account.id,
      version: 1,
    });
    const add = (id: number) => store.add(record(id), 3);
    const added = await Promise.all(Array.from({ length: 12 }, (_, id) => add(id)));
    expect(added.filter(Boolean)).toHaveLength(3);
    expect(await store.of(strict.account.id)).toHaveLength(3);
  });

  it('B12: one that is retired makes room for another', async () => {
    const someone = await portal.owner();
    const store = dynamoClientRegistrations({ clients: 'clients', personas: 'personas' });
    const service = await made({}, someone);
    expect((await someone.call('DELETE', at(service))).status).toBe(204);
    expect(await live(service.client)).toBeUndefined();
    const next = await made({}, someone);
    const read = await store.find(next.client);
    expect(read && (await store.add({ ...read, client_id: 'one-more', owner: someone.account.id }, 1))).toBe(
      false,
    );
  });
});

describe('changing', () => {
  it('B12: replaces the metadata of the version that was seen; a stale one is refused', async () => {
    const service = await made();
    const body = {
      version: service.version,
      metadata: { ...SERVICE, client_name: 'Library of Villeurbanne' },
    };
    const changed = await ada.call<RelyingPartyView>('PUT', at(service), body);
    expect([changed.status, changed.body.name, changed.body.version]).toEqual([
      200,
      'Library of Villeurbanne',
      2,
    ]);
    const stale = await ada.call<Problem>('PUT', at(service), body);
    expect([stale.status, stale.body.code]).toEqual([409, 'relying-party-changed']);
  });

  it('B12: of ten changes of one version at once, one is made', async () => {
    const service = await made();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        ada.call('PUT', at(service), {
          version: service.version,
          metadata: { ...SERVICE, client_name: `Library ${index}` },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  });

  it('B12: a method that needs a secret gets one, told once; one that needs none loses it', async () => {
    const service = await made({ token_endpoint_auth_method: 'none' });
    const wanted = { ...SERVICE, token_endpoint_auth_method: 'client_secret_post' };
    const changed = await ada.call<RelyingPartyMade>('PUT', at(service), { version: 1, metadata: wanted });
    expect(changed.body.secret).toMatch(/^[\w-]{43}$/);
    const open = { ...SERVICE, token_endpoint_auth_method: 'none' };
    await ada.call('PUT', at(service), { version: 2, metadata: open });
    expect(await live(service.client)).not.toHaveProperty('client_secret_hash');
  });
});

describe('secrets', () => {
  it('B12: another secret, and the old one good for a while', async () => {
    const service = await made();
    const { body } = await ada.call<SecretView>('POST', at(service, '/secret'), {});
    const kept = await live(service.client);
    expect(kept?.client_secret_hash).toBe(hashSecret(body.secret));
    expect(kept?.previous_client_secret?.hash).toBe(hashSecret(service.secret ?? ''));
    const days = (Date.parse(body.oldSecretUntil ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
  });

  it('B12: one that leaked is worthless at once', async () => {
    const service = await made();
    await ada.call('POST', at(service, '/secret'), {});
    const { body } = await ada.call<SecretView>('POST', at(service, '/secret'), { keepOld: false });
    expect(body).not.toHaveProperty('oldSecretUntil');
    expect(await live(service.client)).not.toHaveProperty('previous_client_secret');
  });

  it('B12: of five changes at once every one that was answered is good, or the one before it', async () => {
    const service = await made();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ada.call<SecretView>('POST', at(service, '/secret'), {})),
    );
    const done = answers.filter(({ status }) => status === 200);
    const kept = await live(service.client);
    const good = [kept?.client_secret_hash, kept?.previous_client_secret?.hash];
    expect(done.length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    if (done.length === 1) expect(good).toContain(hashSecret(done[0]?.body.secret ?? ''));
  });

  it('B12: a service without a secret has none to change', async () => {
    const service = await made({ token_endpoint_auth_method: 'none' });
    const answer = await ada.call<Problem>('POST', at(service, '/secret'), {});
    expect([answer.status, answer.body.code]).toEqual([409, 'no-client-secret']);
  });
});

describe('checks', () => {
  it('B12: all pass where nothing is missing', async () => {
    const service = await made();
    const { body } = await ada.call<ChecksView>('POST', at(service, '/checks'));
    expect(body.checks.map(({ result }) => result)).toEqual(Array(6).fill('passed'));
  });

  it('B12: each failure has a code and a sentence in the person’s language', async () => {
    const service = await made({
      redirect_uris: ['https://library.invalid/callback'],
      policy_uri: undefined,
      contacts: undefined,
      purpose: undefined,
      scope: 'openid given_name birthdate',
      token_endpoint_auth_method: 'private_key_jwt',
      jwks_uri: 'http://127.0.0.1:1/jwks',
    });
    const { body } = await ada.call<ChecksView>('POST', at(service, '/checks?language=fr'));
    const failed = body.checks.filter(({ result }) => result === 'failed').map(({ code }) => code);
    expect(failed).toEqual([
      'redirect-host-unknown',
      'keys-unreachable',
      'policy-missing',
      'purpose-missing',
      'contacts-missing',
    ]);
    expect(body.checks[1]?.sentence).toContain('Personne ne répond à http://127.0.0.1:1/jwks');
  });

  it('B12: keys behind jwks_uri are fetched, and must be public keys', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = publicKey.export({ format: 'jwk' });
    const { origin, server } = await relyingPartySite({
      '/good': { keys: [key] },
      '/bad': { keys: [{ kty: 'oct' }] },
    });
    const codes = [];
    for (const path of ['/good', '/bad', '/none']) {
      const service = await made({ token_endpoint_auth_method: 'private_key_jwt', jwks_uri: origin + path });
      const { body } = await ada.call<ChecksView>('POST', at(service, '/checks'));
      codes.push(body.checks.find(({ check }) => check === 'keys')?.code);
    }
    server.close();
    expect(codes).toEqual(['keys-good', 'keys-unusable', 'keys-unusable']);
  });

  it('B12, OIDC Registration §5: sector_identifier_uri is fetched at registration and must hold every redirect URI', async () => {
    const redirect_uris = ['http://127.0.0.1:3000/callback', 'http://localhost:3000/callback'];
    const { origin, server } = await relyingPartySite({
      '/all': redirect_uris,
      '/one': redirect_uris.slice(1),
    });
    const sector = (path: string) => ({ ...SERVICE, redirect_uris, sector_identifier_uri: origin + path });
    const good = await ada.call<RelyingPartyMade>('POST', '/api/relying-parties', sector('/all'));
    const bad = await ada.call<Problem>('POST', '/api/relying-parties', sector('/one'));
    const none = await ada.call<Problem>('POST', '/api/relying-parties', sector('/none'));
    server.close();
    expect(good.status, JSON.stringify(good.body)).toBe(201);
    expect((await live(good.body.client))?.sector_identifier).toBe(new URL(origin).host);
    expect([bad.status, bad.body.fields?.[0]?.field]).toEqual([422, 'sector_identifier_uri']);
    expect(none.status).toBe(422);
  });
});

describe('production', () => {
  it('B12: is refused while a check fails, with the reason', async () => {
    const service = await made({ contacts: undefined });
    const answer = await ada.call<Problem>('POST', at(service, '/production'));
    expect([answer.status, answer.body.code]).toEqual([422, 'checks-failing']);
    expect(answer.body.fields).toMatchObject([{ field: 'contacts', code: 'contacts-missing' }]);
    expect((await shown(service)).state).toBe('sandbox');
  });

  it('B12: takes one approval; then the client is a production client', async () => {
    const service = await made();
    const asked = await ada.call<RelyingPartyView>('POST', at(service, '/production'));
    expect(asked.body.state).toBe('in-review');
    const { body } = await clerk<{ relyingParties: { client: string }[] }>(
      'GET',
      '/api/registry/relying-parties',
    );
    expect(body.relyingParties.map(({ client }) => client)).toContain(service.client);
    expect((await decide(asked.body, { decision: 'approve' })).status).toBe(200);
    expect(await live(service.client)).toMatchObject({ environment: 'production' });
    expect((await shown(service)).state).toBe('production');
    expect(portal.aws.sent.queued.some(({ template }) => template === 'relying-party-approved')).toBe(true);
  });

  it('B12: a refusal has a reason that the owner reads; the service stays in the sandbox and may ask again', async () => {
    const service = await made();
    const asked = await ada.call<RelyingPartyView>('POST', at(service, '/production'));
    await decide(asked.body, { decision: 'refuse', reason: 'unclear-purpose', note: 'Why the birth date?' });
    const seen = await shown(service);
    expect([seen.state, seen.decision?.reason, seen.decision?.note]).toEqual([
      'refused',
      'unclear-purpose',
      'Why the birth date?',
    ]);
    expect(seen.decision).not.toHaveProperty('by');
    expect((await live(service.client))?.environment).toBe('sandbox');
    expect((await ada.call('POST', at(service, '/production'))).status).toBe(200);
  });

  it('B12: only the version that the operator saw is approved', async () => {
    const service = await made();
    const asked = await ada.call<RelyingPartyView>('POST', at(service, '/production'));
    const metadata = { ...SERVICE, client_name: 'Another bank' };
    await ada.call('PUT', at(service), { version: asked.body.version, metadata });
    const late = await decide(asked.body, { decision: 'approve' });
    expect([late.status, late.body.code]).toEqual([409, 'relying-party-changed']);
    expect((await shown(service)).state).toBe('sandbox');
  });

  it('B12: a check that fails since is found when it is approved', async () => {
    const service = await made();
    const asked = await ada.call<RelyingPartyView>('POST', at(service, '/production'));
    const { contacts: _gone, ...rest } = (await live(service.client)) ?? {};
    await put('clients', rest);
    const answer = await decide(asked.body, { decision: 'approve' });
    expect([answer.status, answer.body.code]).toEqual([422, 'checks-failing']);
    expect((await live(service.client))?.environment).toBe('sandbox');
  });

  it('B12: what only the sandbox allows is told before it is asked for', async () => {
    const service = await made({ client_uri: 'http://127.0.0.1:3000/' });
    const answer = await ada.call<Problem>('POST', at(service, '/production'));
    expect([answer.status, answer.body.fields?.[0]?.field]).toEqual([422, 'client_uri']);
  });

  it('B12: of two decisions at once one is made', async () => {
    const service = await made();
    const asked = await ada.call<RelyingPartyView>('POST', at(service, '/production'));
    const answers = await Promise.all([
      decide(asked.body, { decision: 'approve' }),
      decide(asked.body, { decision: 'refuse', reason: 'other' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('changing what was approved', () => {
  const wanted = {
    ...SERVICE,
    redirect_uris: ['http://127.0.0.1:3999/callback'],
    contacts: ['new@library.example'],
  };

  it('B12: what people and operators were shown waits; what was approved stays live, untouched', async () => {
    const service = await inProduction();
    const before = await live(service.client);
    const changed = await ada.call<RelyingPartyView>('PUT', at(service), {
      version: service.version,
      metadata: wanted,
    });
    expect(changed.body.state).toBe('changed');
    expect(changed.body.proposed).toMatchObject(wanted);
    expect(await live(service.client)).toMatchObject({
      redirect_uris: before?.redirect_uris,
      environment: 'production',
      contacts: ['new@library.example'],
    });
  });

  it.each([
    ['client_name', 'Another name'],
    ['scope', 'openid given_name birthdate'],
    ['post_logout_redirect_uris', ['http://127.0.0.1:3000/bye']],
    ['logo_uri', 'data:image/png;base64,AAAA'],
    ['purpose', { en: 'something else' }],
    ['grant_types', ['authorization_code', 'refresh_token']],
    ['remember_consent', true],
    ['token_endpoint_auth_method', 'client_secret_post'],
    ['backchannel_logout_uri', 'https://elsewhere.example/logout'],
  ])('B12: %s needs approval again', async (member, value) => {
    const service = await inProduction();
    const metadata = { ...SERVICE, [member]: value };
    const changed = await ada.call<RelyingPartyView>('PUT', at(service), {
      version: service.version,
      metadata,
    });
    expect([changed.status, changed.body.state], JSON.stringify(changed.body)).toEqual([200, 'changed']);
    expect(changed.body.metadata).toEqual(service.metadata);
  });

  it('B12: keys change at once, without anybody’s approval', async () => {
    const service = await inProduction();
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwks = { keys: [publicKey.export({ format: 'jwk' })] };
    const changed = await ada.call<RelyingPartyView>('PUT', at(service), {
      version: service.version,
      metadata: { ...SERVICE, jwks },
    });
    expect(changed.body.state).toBe('production');
    expect((await live(service.client))?.jwks).toEqual(jwks);
  });

  it('B12: is live once it is approved, and forgotten when it is taken back', async () => {
    const service = await inProduction();
    await ada.call('PUT', at(service), { version: service.version, metadata: wanted });
    const asked = await ada.call<RelyingPartyView>('POST', at(service, '/production'));
    expect(asked.body.state).toBe('change-in-review');
    await decide(asked.body, { decision: 'approve' });
    const seen = await shown(service);
    expect([seen.state, seen.metadata.redirect_uris]).toEqual(['production', wanted.redirect_uris]);
    expect(seen).not.toHaveProperty('proposed');
    await ada.call('PUT', at(service), {
      version: seen.version,
      metadata: { ...wanted, client_name: 'X is for…' },
    });
    const back = await ada.call<RelyingPartyView>('PUT', at(service), {
      version: seen.version + 1,
      metadata: wanted,
    });
    expect(back.body.state).toBe('production');
  });

  it('B12: refused, it leaves what is live as it was', async () => {
    const service = await inProduction();
    await ada.call('PUT', at(service), { version: service.version, metadata: wanted });
    const asked = await ada.call<RelyingPartyView>('POST', at(service, '/production'));
    await decide(asked.body, { decision: 'refuse', reason: 'not-its-own-address' });
    const seen = await shown(service);
    expect([seen.state, seen.metadata.redirect_uris]).toEqual(['change-refused', SERVICE.redirect_uris]);
  });
});

describe('errors', () => {
  it('B12: the owner reads why requests of the service were refused, newest first', async () => {
    const { dynamoClientErrors } = await import('../../../lambdas/adapters/aws/dynamo-client-errors.ts');
    const { DEFAULT_RELYING_PARTIES } = await import('../../../lambdas/contracts/settings.ts');
    const { randomness } = await import('../../../lambdas/shell/randomness.ts');
    const service = await made();
    const log = dynamoClientErrors('client-errors', DEFAULT_RELYING_PARTIES, randomness);
    const error = {
      clientId: service.client,
      endpoint: 'POST /oauth/token',
      requestId: 'r',
      code: 'invalid_grant',
    };
    await log.record({ ...error, sentence: 'older', at: new Date(Date.now() - 1000) });
    await log.record({ ...error, sentence: 'newer', at: new Date() });
    const { body } = await ada.call<{ errors: { sentence: string }[] }>('GET', at(service, '/errors'));
    expect(body.errors.map(({ sentence }) => sentence)).toEqual(['newer', 'older']);
  });
});
