import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { FakeGuichet } from './fake-guichet.ts';
import { openScene } from './pages.ts';
import { SCENES } from './scenes.ts';

const START_PAGE_KILOBYTES = 40;
/** Scripts of a page beyond those of the start page, compressed. */
const LAZY_KILOBYTES = { 'sign-password': 70, 'apply-signature-password': 65, 'move-directory': 45 } as const;

let browser: Browser;
let fake: FakeGuichet;
let startScripts: ReadonlySet<string>;
beforeAll(async () => {
  fake = await FakeGuichet.start();
  browser = await openBrowser();
  startScripts = await scriptsOf('home');
});
afterAll(async () => {
  await browser?.close();
  await fake?.stop();
});

const kilobytes = (paths: readonly string[]): number =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(fake.folder, path))).length, 0) / 1024;

/** Every script that a page of a scene has loaded, its worker included. */
async function scriptsOf(name: string): Promise<ReadonlySet<string>> {
  const scene = SCENES[name];
  if (!scene) throw new Error(`There is no scene ${name}.`);
  const { context, page } = await openScene(browser, fake, scene, { locale: 'en', serviceWorkers: 'block' });
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => entry.name),
  );
  await context.close();
  return new Set(loaded.map((url) => new URL(url).pathname).filter((path) => path.endsWith('.js')));
}

describe('size', () => {
  it.each(Object.entries(LAZY_KILOBYTES))(
    'X4: %s adds at most %i KB of compressed scripts',
    async (name, most) => {
      const beyond = [...(await scriptsOf(name))].filter((path) => !startScripts.has(path));
      expect(beyond.length).toBeGreaterThan(3);
      expect(kilobytes(beyond)).toBeLessThanOrEqual(most);
    },
  );

  it('X4: the start page loads at most 40 KB of compressed scripts, in every language', async () => {
    for (const locale of ['en', 'fr', 'ja']) {
      const context = await browser.newContext({ locale, serviceWorkers: 'block' });
      const page = await context.newPage();
      const scripts: string[] = [];
      page.on('response', (response) => {
        const { pathname } = new URL(response.url());
        if (pathname.endsWith('.js')) scripts.push(pathname);
      });
      await page.goto(fake.origin);
      await page.locator('h1').waitFor();
      expect(await page.getAttribute('html', 'lang')).toBe(locale);
      await context.close();
      const bytes = scripts.reduce(
        (sum, path) => sum + gzipSync(readFileSync(join(fake.folder, path))).length,
        0,
      );
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes / 1024, locale).toBeLessThanOrEqual(START_PAGE_KILOBYTES);
    }
  });
});
