import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../support/apache.ts';
import { startBackChannel } from '../../support/back-channel.ts';
import { navigation } from '../../support/navigation.ts';
import { type Desk, deskOf } from '../../support/oidc-library.ts';
import { answering } from '../../support/process.ts';
import { registerExample } from '../../support/registration.ts';
import type { SignInService } from '../../support/sign-in.ts';

const EXAMPLE = join(import.meta.dirname, '../../../docs/integration/openid-client');

let service: SignInService;
let desk: Desk;
let origin: string;
let folder: string;
let stop = (): void => undefined;

beforeAll(async () => {
  service = await startBackChannel();
  desk = deskOf(service, await service.personWithPhone());
  folder = mkdtempSync(join(tmpdir(), 'guichet-example-'));
  const KEY_FILE = join(folder, 'private.pem');
  const ec = ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', KEY_FILE];
  execFileSync('openssl', ec, { stdio: 'ignore' });
  const jwks = JSON.parse(
    execFileSync('node', [join(EXAMPLE, 'public-key.js'), KEY_FILE], { encoding: 'utf8' }),
  );
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const addresses = { 'https://my-service.example': origin };
  await registerExample(service, 'docs/integration/openid-client/my-service.json', addresses, { jwks });
  const env = { ...process.env, ISSUER: service.issuer, SERVICE: origin, KEY_FILE, PORT: String(port) };
  const child = spawn('node', [join(EXAMPLE, 'server.js')], { env });
  const said: string[] = [];
  child.stderr.on('data', (data) => said.push(String(data)));
  stop = () => child.kill();
  await answering(origin, child, () => said.join(''));
});
afterAll(() => {
  stop();
  rmSync(folder, { recursive: true, force: true });
  service.stop();
});

describe('the example service of docs/integration/openid-client.md', () => {
  it('B1 B2 B6: signs in, reads userinfo, signs out', async () => {
    const visit = navigation();
    const { url } = await desk.go((await visit(`${origin}/login`)).location ?? '');
    expect(JSON.parse((await visit(url.href)).text)).toEqual({
      sub: expect.stringMatching(/^[0-9a-f]{64}v1$/),
      acr: expect.stringMatching(/^eidas[12]$/),
      name: 'MARTIN',
      email: 'maelys@example.org',
    });
    const out = await visit(`${origin}/logout`);
    expect((await desk.browser.visit(out.location ?? '')).location).toBe(`${origin}/`);
  });

  it('B1: a refusal is shown as access_denied', async () => {
    const visit = navigation();
    const { url } = await desk.go((await visit(`${origin}/login`)).location ?? '', 'deny');
    expect(await visit(url.href)).toMatchObject({ status: 403, text: '{"error":"access_denied"}' });
  });
});
