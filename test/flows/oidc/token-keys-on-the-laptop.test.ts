import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInWithoutBrowser } from '../../../bin/sign-in-without-browser.ts';
import { certificateFrom, type TestCertificate } from '../../support/client-certificates.ts';
import { type RunningGuichet, startGuichet } from '../../support/guichet.ts';
import { fetchOver } from '../../support/mutual-tls.ts';
import { preparedRequest, refusalOf } from '../../support/oidc-library.ts';
import { CALLBACK } from '../../support/relying-party.ts';

/** Both ways to sign tokens and mutual TLS, on the laptop cloud: the deployed functions, the template's IAM, the laptop's KMS. */

const PHONE = '+33639980654';
const DIRECT = ['--token-keys', 'direct'] as const;

let guichet: RunningGuichet;
let certificate: TestCertificate;
let authority: string;

beforeAll(async () => {
  guichet = await startGuichet(DIRECT);
  const made = await command(
    'local/client-certificate.ts',
    'tax.example',
    '--organisation',
    'Tax Office, Lyon',
  );
  certificate = readCertificate('tax.example');
  authority = readFileSync(join(guichet.data, 'mtls', 'authority.pem'), 'utf8');
  const [, subject = ''] = /"tls_client_auth_subject_dn": (".*")/.exec(made) ?? [];
  const file = join(guichet.data, 'client.json');
  writeFileSync(file, JSON.stringify([{ ...CLIENT, tls_client_auth_subject_dn: JSON.parse(subject) }]));
  await command('bin/clients.ts', 'import', file);
  await command('bin/persona.ts', '--phone', PHONE, '--pin', '7391');
}, 240_000);
afterAll(() => guichet?.stop());

const CLIENT = {
  client_id: 'tax',
  client_name: 'Tax service',
  purpose: { en: 'pay your taxes' },
  redirect_uris: [CALLBACK],
  token_endpoint_auth_method: 'tls_client_auth',
  tls_client_certificate_bound_access_tokens: true,
  scope: 'openid profile',
  profile: 'standard',
  environment: 'sandbox',
};

async function command(script: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, GUICHET_DATA: guichet.data, AWS_ENDPOINT_URL: undefined };
  return (await promisify(execFile)(process.execPath, [script, ...args], { env })).stdout;
}

function readCertificate(name: string): TestCertificate {
  const file = join(guichet.data, 'mtls', 'clients', name);
  return certificateFrom(readFileSync(`${file}.pem`, 'utf8'), readFileSync(`${file}.key`, 'utf8'));
}

/** openid-client as the documentation configures it, with a certificate. */
const configured = (shown = certificate): Promise<client.Configuration> =>
  client.discovery(
    new URL(guichet.origin),
    'tax',
    { use_mtls_endpoint_aliases: true },
    client.TlsClientAuth(),
    {
      execute: [client.allowInsecureRequests],
      [client.customFetch]: fetchOver(authority, shown) as client.CustomFetch,
    },
  );

/** A whole sign-in of the persona, pushed, redeemed and told over mutual TLS. */
async function signIn() {
  const at = await configured();
  const { parameters, checks } = await preparedRequest();
  const address = await client.buildAuthorizationUrlWithPAR(at, parameters);
  const back = await signInWithoutBrowser(address.href, PHONE);
  const tokens = await client.authorizationCodeGrant(at, new URL(back), checks);
  const idToken = tokens.id_token ?? '';
  await client.fetchUserInfo(at, tokens.access_token, tokens.claims()?.sub ?? '');
  return { idToken, accessToken: tokens.access_token, kid: decodeProtectedHeader(idToken).kid ?? '' };
}

/** How often function `token` asked AWS for what, meanwhile. */
async function callsOfToken<T>(
  act: () => Promise<T>,
): Promise<{ readonly result: T; readonly calls: Readonly<Record<string, number>> }> {
  const address = `${guichet.origin}/__local/calls`;
  await fetch(address, { method: 'DELETE' });
  const result = await act();
  const { byCaller } = (await (await fetch(address)).json()) as {
    byCaller: Record<string, Record<string, { calls: number }>>;
  };
  const counts = Object.entries(byCaller['guichet-laptop-token'] ?? {});
  return { result, calls: Object.fromEntries(counts.map(([name, { calls }]) => [name, calls])) };
}

const lineOf = async (kid: string): Promise<string> =>
  (await command('bin/keys.ts', 'list', '--stage', 'laptop'))
    .split('\n')
    .find((line) => line.includes(kid)) ?? '';

const verified = async (idToken: string) =>
  (
    await jwtVerify(idToken, createRemoteJWKSet(new URL(`${guichet.origin}/oauth/jwks`)), {
      issuer: guichet.origin,
      audience: 'tax',
    })
  ).payload;

let signedDirectly: string;

describe('the mode direct, on the laptop', () => {
  it('B7: KMS signs the ID token, and is asked once; the key never leaves it', async () => {
    await signIn(); // opens the secrets and the person's data key
    const { result, calls } = await callsOfToken(signIn);
    signedDirectly = result.idToken;
    expect(await verified(signedDirectly)).toMatchObject({ aud: 'tax' });
    expect(await lineOf(result.kid)).toMatch(/ES256 .* direct {2}active/);
    expect(calls['kms:Sign']).toBe(1);
  }, 120_000);
});

describe('mutual TLS, on the laptop', () => {
  it('B9: RFC 8705 §3: a token is good with its certificate, and with no other', async () => {
    const { accessToken } = await signIn();
    await command('local/client-certificate.ts', 'tax.example', '--organisation', 'Another', '--days', '1');
    const other = readCertificate('tax.example');
    const userinfo = async (shown: TestCertificate | undefined, origin: string): Promise<number> => {
      const headers = { authorization: `Bearer ${accessToken}` };
      return (await fetchOver(authority, shown)(`${origin}/oauth/userinfo`, { headers })).status;
    };
    expect(await userinfo(certificate, guichet.mutualTls)).toBe(200);
    expect(await userinfo(other, guichet.mutualTls)).toBe(401);
    expect(await userinfo(undefined, guichet.origin)).toBe(401);
    const pushed = client.buildAuthorizationUrlWithPAR(
      await configured(other),
      (await preparedRequest()).parameters,
    );
    expect(await refusalOf(pushed)).toBe('invalid_client');
  }, 120_000);

  it('B9: there is nothing at that host but what systems of relying parties call', async () => {
    const ask = async (path: string) =>
      (await fetchOver(authority, certificate)(guichet.mutualTls + path)).status;
    expect(await ask('/oauth/authorize?client_id=tax')).toBe(403);
    expect(await ask('/api/account/consents')).toBe(403);
    expect(await ask('/')).toBe(404);
    expect(await ask('/__local/outbox')).toBe(404);
  });
});

describe('back to the mode wrapped, on the laptop', () => {
  it('B7: after a restart and a rotation keys that KMS wrapped sign; what was signed before verifies', async () => {
    await guichet.kill();
    await guichet.restart([]);
    const before = await signIn();
    expect(await lineOf(before.kid)).toContain('direct  active'); // the setting alone changes nothing at once
    await command('bin/keys.ts', 'rotate', '--stage', 'laptop');
    await guichet.advance(61); // a function reads the line once a minute
    await signIn();
    const { result, calls } = await callsOfToken(signIn);
    expect(await lineOf(result.kid)).toContain('wrapped  active');
    expect(calls['kms:Sign'] ?? 0).toBe(0);
    expect(calls['dynamodb:UpdateItem'] ?? 0).toBeGreaterThan(0); // it is this function that was counted
    expect(await verified(result.idToken)).toMatchObject({ aud: 'tax' });
    for (const old of [signedDirectly, before.idToken]) {
      const keys = createRemoteJWKSet(new URL(`${guichet.origin}/oauth/jwks`));
      expect((await jwtVerify(old, keys, { currentDate: new Date(0) })).payload.aud).toBe('tax');
    }
  }, 240_000);
});
