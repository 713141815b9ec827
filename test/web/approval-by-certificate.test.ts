import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApprovalView } from '../../lambdas/contracts/authenticator.ts';
import { openBrowser } from './browser.ts';
import { FakeGuichet } from './fake-guichet.ts';
import { openScene } from './pages.ts';

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

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

/** The phone is asked by a service that wants a certificate, or none. */
async function asked(certificate: ApprovalView['certificate']): Promise<Page> {
  const approval: ApprovalView = {
    id: 'a1',
    client: { name: 'Tax service' },
    claims: [],
    ...(certificate !== undefined && { certificate }),
    bindingNumber: '47',
    requestedAt: inSeconds(-5),
    expiresAt: inSeconds(170),
    challenge: 'c2FtcGxlLWNoYWxsZW5nZQ',
  };
  const opened = await openScene(
    browser,
    fake,
    {
      path: '/app/approval/a1',
      device: true,
      prepare: (server) =>
        void server.answer('GET /api/authenticator/approvals', {
          body: { account: { status: 'active', givenName: 'Camille' }, approvals: [approval] },
        }),
    },
    { locale: 'en' },
  );
  context = opened.context;
  return opened.page;
}

describe('approval by certificate', () => {
  it('C1: a good certificate is named, and the person goes on as ever', async () => {
    const page = await asked('good');
    await page.getByText('You sign in with your AUTHENTICATION certificate.').waitFor();
    expect(await page.getByRole('button', { name: 'Confirm' }).count()).toBe(1);
  });

  it.each([
    ['none', 'this phone has none'],
    ['suspended', 'is suspended'],
    ['revoked', 'was revoked'],
    ['expired', 'has expired'],
  ] as const)('C1: %s: the page says so, leads to an application, and lets refuse', async (state, words) => {
    const page = await asked(state);
    await page.getByRole('alert').getByText(words).waitFor();
    expect(await page.getByRole('link', { name: 'Apply for a certificate' }).getAttribute('href')).toBe(
      '/app/certificates',
    );
    expect(await page.getByRole('button', { name: 'Confirm' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /Refuse/ }).count()).toBe(1);
  });

  it('B6: a service that asks for none sees no word of it', async () => {
    const page = await asked(undefined);
    await page.getByRole('button', { name: 'Confirm' }).waitFor();
    expect(await page.getByText('certificate').count()).toBe(0);
  });
});
