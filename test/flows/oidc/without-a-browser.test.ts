import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CIBA_GRANT } from '../../../lambdas/domain/client/client.ts';
import { type Receiver, startReceiver } from '../../support/back-channel.ts';
import { until } from '../../support/citizen.ts';
import { type RunningGuichet, startGuichet } from '../../support/guichet.ts';

/** CIBA, its ping, and a stream of security events on the laptop cloud: the deployed functions, queue and grants. */

const PHONE = '+33639980321';
const TOKEN = 'bearer-of-the-relying-party';
const CLIENT = { client_id: 'ciba-flow', client_secret: 'c'.repeat(43) };

let guichet: RunningGuichet;
let receiver: Receiver;
beforeAll(async () => {
  [guichet, receiver] = await Promise.all([startGuichet(), startReceiver()]);
  const file = join(guichet.data, 'client.json');
  writeFileSync(
    file,
    JSON.stringify([
      {
        ...CLIENT,
        client_name: 'Call centre',
        purpose: { en: 'show who you are' },
        redirect_uris: ['http://127.0.0.1:9/callback'],
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', CIBA_GRANT, 'client_credentials'],
        scope: 'openid profile ssf.manage',
        backchannel_token_delivery_mode: 'ping',
        backchannel_client_notification_endpoint: `${receiver.origin}/ping`,
        environment: 'sandbox',
      },
    ]),
  );
  await command('bin/clients.ts', 'import', file);
  await command('bin/persona.ts', '--phone', PHONE, '--pin', '7391');
}, 240_000);
afterAll(async () => {
  await receiver?.stop();
  await guichet?.stop();
});

const command = (script: string, ...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [script, ...args], {
    env: { ...process.env, GUICHET_DATA: guichet.data, AWS_ENDPOINT_URL: undefined },
  });

interface Said {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

async function post(path: string, form: Readonly<Record<string, string>>): Promise<Said> {
  const body = new URLSearchParams({ ...CLIENT, ...form });
  const answer = await fetch(guichet.origin + path, { method: 'POST', body });
  return { status: answer.status, body: (await answer.json()) as Said['body'] };
}

const keys = () => createRemoteJWKSet(new URL(`${guichet.origin}/oauth/jwks`));
const arrived = (path: string) =>
  until(`A call of ${path}`, 60_000, async () => receiver.arrived.find((each) => each.path === path));

describe('a relying party without a browser', () => {
  it('B9: asks a persona by CIBA, is told by ping, fetches the tokens', async () => {
    const started = await post('/oauth/backchannel-authentication', {
      scope: 'openid profile',
      login_hint: PHONE,
      binding_message: 'Ticket 12',
      client_notification_token: TOKEN,
    });
    expect(started.status).toBe(200);
    const ping = await arrived('/ping');
    expect(ping.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(JSON.parse(ping.body)).toEqual({ auth_req_id: started.body.auth_req_id });
    const { status, body } = await post('/oauth/token', {
      grant_type: CIBA_GRANT,
      auth_req_id: started.body.auth_req_id ?? '',
    });
    expect(status).toBe(200);
    const { payload } = await jwtVerify(body.id_token ?? '', keys(), {
      issuer: guichet.origin,
      audience: 'ciba-flow',
    });
    const userinfo = await fetch(`${guichet.origin}/oauth/userinfo`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(await userinfo.json()).toMatchObject({ sub: payload.sub });
  }, 120_000);

  it('B12: what is refused to a client without an owner is read by npm run clients -- errors', async () => {
    expect((await command('bin/clients.ts', 'errors', CLIENT.client_id)).stdout).toContain(
      'Nothing was refused',
    );
    const scope = { scope: 'openid', login_hint: 'nobody' };
    expect((await post('/oauth/backchannel-authentication', scope)).status).toBe(400);
    const { stdout } = await command('bin/clients.ts', 'errors', CLIENT.client_id);
    expect(stdout).toMatch(/^20\S+Z {2}POST \/oauth\/backchannel-authentication {2}invalid_request: /);
    const json = await command('bin/clients.ts', 'errors', CLIENT.client_id, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject([{ clientId: CLIENT.client_id, code: 'invalid_request' }]);
    await expect(command('bin/clients.ts', 'errors', 'nobody')).rejects.toThrow(/There is no client nobody/);
  }, 60_000);

  it('B9: finds the transmitter, makes a stream and verifies it', async () => {
    const discovered = await fetch(`${guichet.origin}/.well-known/ssf-configuration`);
    const metadata = (await discovered.json()) as Record<
      'issuer' | 'jwks_uri' | 'configuration_endpoint' | 'verification_endpoint',
      string
    >;
    const { body } = await post('/oauth/token', { grant_type: 'client_credentials', scope: 'ssf.manage' });
    const send = async (address: string, said: object) =>
      fetch(address, {
        method: 'POST',
        headers: { authorization: `Bearer ${body.access_token}`, 'content-type': 'application/json' },
        body: JSON.stringify(said),
      });
    const made = await send(metadata.configuration_endpoint, {
      delivery: { method: 'urn:ietf:rfc:8935', endpoint_url: `${receiver.origin}/events` },
      events_requested: [],
    });
    expect(made.status).toBe(201);
    const { stream_id } = (await made.json()) as { stream_id: string };
    expect((await send(metadata.verification_endpoint, { stream_id, state: 'hello' })).status).toBe(204);
    const event = await arrived('/events');
    expect(decodeProtectedHeader(event.body).typ).toBe('secevent+jwt');
    const { payload } = await jwtVerify(event.body, createRemoteJWKSet(new URL(metadata.jwks_uri)), {
      issuer: metadata.issuer,
      audience: 'ciba-flow',
    });
    expect(payload.sub_id).toEqual({ format: 'opaque', id: stream_id });
  }, 120_000);
});
