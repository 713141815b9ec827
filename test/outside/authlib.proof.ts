import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/apache.ts';
import { navigation } from '../support/navigation.ts';
import { type Desk, deskOf } from '../support/oidc-library.ts';
import { answering } from '../support/process.ts';
import { registerExample } from '../support/registration.ts';
import { type SignInService, startSignInService } from '../support/sign-in.ts';

const PAGE = join(import.meta.dirname, '../../docs/integration/authlib');
const folder = mkdtempSync(join(tmpdir(), 'guichet-authlib-'));

/** Why Authlib cannot be tried here; undefined when it can. */
function whyNoAuthlib(): string | undefined {
  try {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'ignore' });
  } catch {
    return 'python3 with venv is needed.';
  }
  try {
    const install = ['install', '-q', '-r', join(PAGE, 'requirements.txt')];
    execFileSync(join(folder, 'bin/pip'), install, { stdio: 'ignore' });
  } catch {
    return 'pip could not install docs/integration/authlib/requirements.txt.';
  }
  return undefined;
}

const why = whyNoAuthlib();
if (why !== undefined) console.log(`Skipped: ${why}`);

let service: SignInService;
let desk: Desk;
let origin: string;
let stop = (): void => undefined;

beforeAll(async () => {
  service = await startSignInService();
  desk = deskOf(service, await service.personWithPhone());
  if (why !== undefined) return;
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  await registerExample(service, 'docs/integration/authlib/my-service.json', {
    'https://my-service.example': origin,
  });
  const flask = ['--app', join(PAGE, 'app.py'), 'run', '--port', String(port)];
  const child = spawn(join(folder, 'bin/flask'), flask, {
    env: {
      ...process.env,
      ISSUER: service.issuer,
      CLIENT_SECRET: 'change-me-change-me-change-me-change-me',
      SESSION_SECRET: 'of this test',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  stop = () => child.kill();
  await answering(origin, child);
});
afterAll(() => {
  stop();
  rmSync(folder, { recursive: true, force: true });
  service.stop();
});

describe.skipIf(why !== undefined)('Authlib (Flask) as the relying party', () => {
  it('B1 B2 B6: signs in, reads userinfo, signs out', async () => {
    const visit = navigation();
    const begun = await visit(`${origin}/login`);
    const { url } = await desk.go(begun.location ?? '');
    const shown = await visit(url.href);
    expect(JSON.parse(shown.text)).toEqual({
      sub: expect.stringMatching(/^[0-9a-f]{64}v1$/),
      name: 'MARTIN',
      acr: expect.stringMatching(/^eidas[12]$/),
    });
    const out = await visit(`${origin}/logout`);
    expect((await desk.browser.visit(out.location ?? '')).location).toBe(`${origin}/`);
  });

  it('B1: a refusal comes back as access_denied', async () => {
    const visit = navigation();
    const begun = await visit(`${origin}/login`);
    const { url } = await desk.go(begun.location ?? '', 'deny');
    expect(await visit(url.href)).toMatchObject({
      status: 403,
      text: expect.stringContaining('access_denied'),
    });
  });
});
