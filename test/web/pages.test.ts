import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { FakeGuichet } from './fake-guichet.ts';
import { openScene } from './pages.ts';
import { SCENES } from './scenes.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser: Browser;
let fake: FakeGuichet;
beforeAll(async () => {
  browser = await openBrowser();
  fake = await FakeGuichet.start();
});
afterAll(async () => {
  await browser?.close();
  await fake?.stop();
});

async function findings(name: string, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const scene = SCENES[name];
  if (!scene) throw new Error(`There is no scene ${name}.`);
  const { context, page, complaints } = await openScene(browser, fake, scene, {
    viewport: { width: 320, height: 640 },
    locale: 'en',
    reducedMotion: 'reduce',
    bypassCSP: true, // only so that axe may be put into the page; the policy itself is tested below
    colorScheme,
  });
  await page.evaluate(axe);
  const results = (await page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(WCAG)}, resultTypes: ['violations'] })`,
  )) as AxeResults;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await context.close();
  return [
    ...results.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
    ),
    ...(wide > 0 ? [`${wide} px wider than a screen of 320 px`] : []),
    ...complaints,
  ];
}

describe('pages', () => {
  it.each(Object.keys(SCENES))(
    'X4: %s has no finding of axe (WCAG 2.2 AA) and fits a small phone',
    async (name) => {
      expect(await findings(name, 'light')).toEqual([]);
    },
  );

  it.each([
    'home',
    'eligibility',
    'pictures-judged',
    'waiting',
    'approval',
    'certificates-suspended',
    'sign-no-key',
    'move-directory',
    'move-told',
    'console-case',
  ])('X4: %s is as legible in the dark', async (name) => {
    expect(await findings(name, 'dark')).toEqual([]);
  });

  it.each([
    'home',
    'letter',
    'video',
    'waiting',
    'approval',
    'certificates-end',
    'sign-no-key',
    'move-form',
    'console-case',
  ])('X2: %s keeps to the strict content security policy', async (name) => {
    const scene = SCENES[name];
    if (!scene) throw new Error(`There is no scene ${name}.`);
    const { context, complaints } = await openScene(browser, fake, scene);
    await context.close();
    expect(complaints).toEqual([]);
  });
});
