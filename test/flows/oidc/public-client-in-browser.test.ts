import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveOnPhone } from '../../support/oidc-library.ts';
import { registerExample } from '../../support/registration.ts';
import { type PersonWithPhone, type SignInService, startSignInService } from '../../support/sign-in.ts';
import { openBrowser } from '../../web/browser.ts';

const EXAMPLE = join(import.meta.dirname, '../../../docs/integration/oidc-client-ts');

let service: SignInService;
let person: PersonWithPhone;
let site: Server;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  service = await startSignInService();
  person = await service.personWithPhone();
  const files: Record<string, [string, string]> = {
    '/': ['text/html', readFileSync(join(EXAMPLE, 'index.html'), 'utf8')],
    '/app.js': ['text/javascript', await bundled()],
  };
  site = createServer((request, response) => {
    const [type, text] = files[new URL(request.url ?? '/', 'http://site').pathname] ?? ['text/plain', ''];
    response.writeHead(200, { 'content-type': type }).end(text);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  await registerExample(service, 'docs/integration/oidc-client-ts/my-page.json', {
    'https://my-page.example': origin,
  });
  browser = await openBrowser([]);
});
afterAll(async () => {
  await browser?.close();
  site?.close();
  service.stop();
});

/** The page's script with the library inside, and this run's issuer instead of the example's. */
async function bundled(): Promise<string> {
  const source = readFileSync(join(EXAMPLE, 'app.js'), 'utf8');
  const { outputFiles } = await build({
    stdin: {
      contents: source.replace('https://guichet.example', service.issuer),
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** Our sign-in page, answered from inside this browser: the number, the phone, the consent. */
async function answerSignIn(page: Page, decision: 'allow' | 'deny'): Promise<void> {
  await page.waitForURL(`${service.issuer}/sign-in/**`);
  const path = `/api${new URL(page.url()).pathname}`;
  await call(page, `${path}/phone`, { phone: person.identity.phone_number });
  await approveOnPhone(person);
  const { redirectTo } = await call(page, `${path}/consent`, { decision });
  await page.goto(redirectTo);
}

async function call(page: Page, path: string, body: object): Promise<{ redirectTo: string }> {
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(body) };
  return await page.evaluate(
    `fetch(${JSON.stringify(path)}, ${JSON.stringify(request)}).then((r) => r.json())`,
  );
}

describe('oidc-client-ts in a browser, as a public client on another origin', () => {
  it('B1 B2 B6: signs in, reads userinfo, renews by its refresh token, signs out', async () => {
    const page = await browser.newPage();
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(origin);
    await page.click('#sign-in');
    await answerSignIn(page, 'allow');
    await page.waitForFunction(`document.querySelector('#name').textContent === 'MARTIN'`);
    expect(await page.textContent('#level')).toMatch(/^eidas[12]$/);
    const tokens = (): Promise<{ access_token: string; refresh_token: string }> =>
      page.evaluate(
        `JSON.parse(sessionStorage.getItem(Object.keys(sessionStorage).find((key) => key.startsWith('oidc.user:'))))`,
      );
    const before = await tokens();
    const renewed = page.waitForResponse((response) => response.url() === `${service.issuer}/oauth/token`);
    await page.click('#renew');
    expect((await renewed).status()).toBe(200);
    await page.waitForFunction(
      `!Object.values(sessionStorage).some((text) => text.includes(${JSON.stringify(before.access_token)}))`,
    );
    expect((await tokens()).refresh_token).not.toBe(before.refresh_token);
    await page.click('#sign-out');
    await page.waitForURL(`${origin}/`);
    await page.waitForFunction(`document.querySelector('#name').textContent === ''`);
    expect(failures).toEqual([]);
    await page.close();
  });

  it('B1: a refusal comes back as access_denied', async () => {
    const page = await browser.newPage();
    await page.goto(origin);
    await page.click('#sign-in');
    await answerSignIn(page, 'deny');
    await page.waitForFunction(`document.querySelector('#problem').textContent === 'access_denied'`);
    await page.close();
  });
});
