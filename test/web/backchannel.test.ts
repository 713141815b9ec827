import { decodeJwt } from 'jose';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { FakeGuichet } from './fake-guichet.ts';
import { openScene } from './pages.ts';
import { SCENES } from './scenes.ts';

let browser: Browser;
let fake: FakeGuichet;
let context: BrowserContext | undefined;
beforeAll(async () => {
  browser = await openBrowser();
  fake = await FakeGuichet.start();
});
afterEach(() => context?.close());
afterAll(async () => {
  await browser?.close();
  await fake?.stop();
});

async function open(scene: string): Promise<Page> {
  const known = SCENES[scene];
  if (known === undefined) throw new Error(`There is no scene ${scene}.`);
  const opened = await openScene(browser, fake, known, { locale: 'en' });
  context = opened.context;
  return opened.page;
}

describe('a service that asks without a page (CIBA)', () => {
  it('B9: the message is what is compared, the data goes when confirmed, and what is signed is what was shown', async () => {
    const page = await open('approval-backchannel');
    await page.getByText('Order 4711 · 12,50 €').waitFor();
    expect(await page.getByText('other screen').count()).toBe(0);
    expect(await page.locator('.binding-number').count()).toBe(0);
    await page.getByText('They are sent when you confirm.').waitFor();
    fake.answer('POST /api/authenticator/approvals/a1', { body: { state: 'approved' } });
    await page.getByRole('button', { name: 'Confirm' }).click();
    for (const digit of '4071') await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByText('Tax service goes on.').waitFor();
    const sent = fake.received.find(
      ({ method, path }) => method === 'POST' && path.endsWith('/approvals/a1'),
    );
    const { signature } = JSON.parse(sent?.body ?? '{}') as { signature: string };
    expect(decodeJwt(signature)).toMatchObject({ binding: 'Order 4711 · 12,50 €', decision: 'approve' });
  });

  it('B9: without a message the page says that there is nothing to compare', async () => {
    const page = await open('approval-backchannel-silent');
    await page.getByText('There is no other screen.').waitFor();
    expect(await page.locator('.binding').count()).toBe(0);
  });
});

describe('withdrawing from a service', () => {
  it.each([
    [true, 'is told to sign you out'],
    [false, 'do that there if you are still signed in'],
  ])('B5: says what came of it (told: %s)', async (told, words) => {
    const page = await open('services');
    fake.answer('DELETE /api/account/consents/tax', { body: { tokensEnded: 1, told } });
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await page.locator('.notice').getByText(words).waitFor();
  });
});
