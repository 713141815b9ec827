import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/apache.ts';
import { type Navigation, navigation } from '../support/navigation.ts';
import { type Desk, deskOf } from '../support/oidc-library.ts';
import { answering } from '../support/process.ts';
import { registerExample } from '../support/registration.ts';
import { type SignInService, startSignInService } from '../support/sign-in.ts';

const PAGE = join(import.meta.dirname, '../../docs/integration/spring-security');
const folder = mkdtempSync(join(tmpdir(), 'guichet-spring-'));

/** Why Spring Security cannot be tried here; undefined when it can. Builds the page's service. */
function whyNoSpring(): string | undefined {
  try {
    execFileSync('mvn', ['-version'], { stdio: 'ignore' });
  } catch {
    return 'Maven with a JDK of at least 17 is needed.';
  }
  cpSync(PAGE, folder, { recursive: true });
  try {
    execFileSync('mvn', ['-q', '-B', 'package'], { cwd: folder, stdio: 'ignore' });
  } catch {
    return 'Maven could not build docs/integration/spring-security.';
  }
  return undefined;
}

const why = whyNoSpring();
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
  const addresses = { 'https://my-service.example': origin };
  await registerExample(service, 'docs/integration/spring-security/my-service.json', addresses);
  const address = [`--server.port=${port}`, '--server.address=127.0.0.1'];
  const child = spawn('java', ['-jar', join(folder, 'target/my-service-1.jar'), ...address], {
    env: {
      ...process.env,
      ISSUER: service.issuer,
      CLIENT_SECRET: 'change-me-change-me-change-me-change-me',
    },
  });
  const said: string[] = [];
  child.stdout.on('data', (data) => said.push(String(data)));
  stop = () => child.kill();
  await answering(origin, child, () => said.join(''), 120);
});
afterAll(() => {
  stop();
  rmSync(folder, { recursive: true, force: true });
  service.stop();
});

/** From the protected page to its callback's answer. */
async function signIn(visit: Navigation, decision: 'allow' | 'deny') {
  const protectedPage = await visit(`${origin}/me`);
  const begun = await visit(protectedPage.location ?? '');
  const { url } = await desk.go(begun.location ?? '', decision);
  return await visit(url.href);
}

describe.skipIf(why !== undefined)('Spring Security as the relying party', () => {
  it('B1 B2 B6: signs in, reads userinfo, signs out', async () => {
    const visit = navigation();
    const back = await signIn(visit, 'allow');
    const shown = await visit(back.location ?? '');
    expect(shown).toMatchObject({ status: 200, text: expect.stringMatching(/^\{/) });
    const person = JSON.parse(shown.text);
    expect(person).toMatchObject({
      sub: expect.stringMatching(/^[0-9a-f]{64}v1$/),
      name: 'MARTIN',
      acr: expect.stringMatching(/^eidas[12]$/),
    });
    const out = await visit(`${origin}/logout`, new URLSearchParams({ _csrf: person.csrf }));
    expect(out.location).toMatch(`${service.issuer}/oauth/end-session?`);
    expect((await desk.browser.visit(out.location ?? '')).location).toBe(`${origin}/`);
  });

  it('B1: a refusal leads to its login error', async () => {
    expect((await signIn(navigation(), 'deny')).location).toMatch(/\/login\?error$/);
  });
});
