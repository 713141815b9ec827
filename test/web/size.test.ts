import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { FakeGuichet } from './fake-guichet.ts';

const START_PAGE_KILOBYTES = 40;

let browser: Browser;
let fake: FakeGuichet;
beforeAll(async () => {
  fake = await FakeGuichet.start();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await fake?.stop();
});

describe('size', () => {
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
