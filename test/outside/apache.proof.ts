import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Apache, freePort, startApache, whyNoApache } from '../support/apache.ts';
import { type Navigation, navigation } from '../support/navigation.ts';
import { type Desk, deskOf } from '../support/oidc-library.ts';
import { registerExample, withAddresses } from '../support/registration.ts';
import { type SignInService, startSignInService } from '../support/sign-in.ts';

const PAGE = 'docs/integration/mod-auth-openidc';
const EXAMPLE = 'https://my-service.example';
const SECRET = 'change-me-change-me-change-me-change-me';
const FILES = {
  'index.shtml': '<p>Good bye</p>',
  'private/index.shtml':
    '<p>sub=<!--#echo var="REMOTE_USER" --> name=<!--#echo var="OIDC_CLAIM_family_name" --> mail=<!--#echo var="OIDC_CLAIM_email" --> acr=<!--#echo var="OIDC_CLAIM_acr" --></p>',
};

const why = whyNoApache();
if (why !== undefined) console.log(`Skipped: ${why}`);

let service: SignInService;
let desk: Desk;
const started: Apache[] = [];

beforeAll(async () => {
  service = await startSignInService();
  desk = deskOf(service, await service.personWithPhone());
});
afterAll(() => {
  for (const apache of started) apache.stop();
  service.stop();
});

/** Apache with the page's configuration, only its addresses replaced. */
async function apacheWith(lines: (conf: string) => string, defines: Record<string, string>): Promise<Apache> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const conf = withAddresses(readFileSync(`${PAGE}/my-service.conf`, 'utf8'), {
    'https://guichet.example': service.issuer,
    [EXAMPLE]: origin,
  });
  const all = { PASSPHRASE: 'a passphrase of this test', CLIENT_SECRET: SECRET, ...defines };
  const defined = Object.entries(all).map(([name, value]) => `Define ${name} "${value}"`);
  const apache = await startApache(port, [...defined, lines(conf)].join('\n'), FILES);
  started.push(apache);
  return apache;
}

/** From the protected page over Guichet and the phone to the page's text. */
async function signIn(apache: Apache, visit: Navigation): Promise<{ text: string; request: URL }> {
  const begun = await visit(`${apache.origin}/private/`);
  if (begun.location === null) throw new Error(`Apache does not redirect: ${begun.status}\n${apache.log()}`);
  const request = new URL(begun.location);
  const { url } = await desk.go(request);
  const back = await visit(url.href);
  if (back.location === null) throw new Error(`Apache refused the callback: ${back.status}\n${apache.log()}`);
  return { text: (await visit(back.location)).text, request };
}

describe.skipIf(why !== undefined)('Apache mod_auth_openidc as the relying party', () => {
  it('B1 B2 B6: shows the claims in the protected page, and signs out', async () => {
    const apache = await apacheWith((conf) => conf, {});
    await registerExample(service, `${PAGE}/my-service.json`, { [EXAMPLE]: apache.origin });
    const visit = navigation();
    const { text, request } = await signIn(apache, visit);
    expect(request.searchParams.get('code_challenge_method')).toBe('S256');
    expect(text).toMatch(/sub=[0-9a-f]{64}v1 name=MARTIN mail=maelys@example\.org acr=eidas[12]/);
    const out = await visit(
      `${apache.origin}/private/callback?logout=${encodeURIComponent(`${apache.origin}/`)}`,
    );
    expect(out.location).toMatch(`${service.issuer}/oauth/end-session?`);
    const { location } = await desk.browser.visit(out.location ?? '');
    expect(location).toBe(`${apache.origin}/`);
    expect((await visit(`${apache.origin}/private/`)).location).toMatch(`${service.issuer}/oauth/authorize`);
  });

  it('B2: RFC 7523: authenticates by private_key_jwt', async () => {
    const keys = mkdtempSync(join(tmpdir(), 'guichet-apache-keys-'));
    onTestFinished(() => rmSync(keys, { recursive: true, force: true }));
    const jwk = { ...makeKey(keys), kid: 'my-service-2026', alg: 'RS256', use: 'sig' };
    const byKey = readFileSync(`${PAGE}/by-key.conf`, 'utf8');
    const lines = (conf: string): string =>
      conf
        .replace(/OIDCClientSecret .*\nOIDCProviderTokenEndpointAuth .*\n/, byKey)
        .replace('OIDCClientID my-service', 'OIDCClientID by-key');
    const apache = await apacheWith(lines, { KEYS: keys });
    await registerExample(
      service,
      `${PAGE}/my-service.json`,
      { [EXAMPLE]: apache.origin },
      {
        client_id: 'by-key',
        token_endpoint_auth_method: 'private_key_jwt',
        client_secret_hash: undefined,
        jwks: { keys: [jwk] },
      },
    );
    expect((await signIn(apache, navigation())).text).toMatch(/name=MARTIN/);
  });
});

/** As the page says: an RSA key and a certificate around it. */
function makeKey(folder: string): object {
  const [key, certificate] = [join(folder, 'private.pem'), join(folder, 'certificate.pem')];
  const options = ['-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=my-service', '-days', '365'];
  execFileSync('openssl', ['req', '-x509', ...options, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  execFileSync('chmod', ['-R', 'a+rX', folder]);
  return createPublicKey(createPrivateKey(readFileSync(key))).export({ format: 'jwk' });
}
