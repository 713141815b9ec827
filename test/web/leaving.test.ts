import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { FakeGuichet, refusal } from './fake-guichet.ts';
import { EXPORT, LEAVING_SCENES, typeCodes } from './leaving-scenes.ts';
import { openScene } from './pages.ts';

let browser: Browser;
let fake: FakeGuichet;
let context: BrowserContext | undefined;
beforeAll(async () => {
  [fake, browser] = await Promise.all([FakeGuichet.start(), openBrowser()]);
});
afterEach(async () => {
  await context?.close();
  context = undefined;
});
afterAll(async () => {
  await browser?.close();
  await fake?.stop();
});

async function open(name: string): Promise<Page> {
  const scene = LEAVING_SCENES[name];
  if (!scene) throw new Error(`There is no scene ${name}.`);
  const opened = await openScene(browser, fake, scene, { locale: 'en' });
  context = opened.context;
  return opened.page;
}
const bodies = (call: string): unknown[] =>
  fake.received
    .filter(({ method, path }) => `${method} ${path}` === call)
    .map(({ body }) => JSON.parse(Buffer.from(body || 'null', 'latin1').toString()));
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

describe('my code', () => {
  it('B11: the code as it is, and the new one twice, go out together, proved by the phone', async () => {
    await open('account-code-done');
    expect(bodies('PUT /api/account/pin')).toEqual([{ current: '4831', pin: '5927', repeated: '5927' }]);
    const call = fake.received.find(({ path }) => path === '/api/account/pin');
    expect(call?.headers['device-proof']).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it('B11: two new codes that differ send nothing; the code as it is need not be typed again', async () => {
    const page = await open('account-code');
    await typeCodes(page, '4831', '5927', '5928');
    await heading(page, 'The two codes were different. Choose again.');
    await heading(page, 'Choose your new code');
    expect(bodies('PUT /api/account/pin')).toEqual([]);
  });

  it('B4: a wrong code tells the tries that are left, and begins anew', async () => {
    const page = await open('account-code');
    fake.answer('PUT /api/account/pin', refusal(422, 'pin-wrong', { triesLeft: 2, next: ['try-again'] }));
    await typeCodes(page, '7777', '5927');
    await page.getByText('This code is not right.').waitFor();
    await heading(page, 'Type your code as it is now');
  });

  it('B4: locked by it, the way to recovery is shown', async () => {
    const page = await open('account-code');
    fake.answer('PUT /api/account/pin', refusal(403, 'pin-locked', { triesLeft: 0, next: ['recover'] }));
    await typeCodes(page, '7777', '5927');
    await heading(page, 'Your code is locked');
  });

  it('A11: a new code that is too easy is chosen anew, with its reason', async () => {
    const page = await open('account-code');
    fake.answer(
      'PUT /api/account/pin',
      refusal(422, 'pin-birth-date', { fields: [{ field: 'pin', code: 'pin-birth-date' }] }),
    );
    await typeCodes(page, '4831', '1990');
    await page.getByText('Too easy: it is in your date of birth.').first().waitFor();
    await heading(page, 'Choose your new code');
  });
});

describe('my data', () => {
  it('B11: one file, made of the export and of the box page by page', async () => {
    const page = await open('account-export');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Make the file' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^guichet-\d{4}-\d\d-\d\d\.json$/);
    const saved = JSON.parse(await readFile(await file.path(), 'utf8'));
    expect(saved).toEqual({ ...EXPORT, box: { items: [{ folder: 'safe', title: 'Lease' }] } });
    await page.getByText('The file is ready').first().waitFor();
  });

  it('B11: asked for the code over the page when it was typed too long ago', async () => {
    const page = await open('account-export');
    fake.answer('GET /api/account/export', refusal(401, 'session-not-fresh', { next: ['log-in'] }));
    await page.getByRole('button', { name: 'Make the file' }).click();
    await page.getByRole('dialog', { name: 'Type your code once more' }).waitFor();
  });
});

describe('leaving', () => {
  it('B11: says what goes and what stays before it asks; nothing goes out without the word', async () => {
    const page = await open('account-close');
    await heading(page, 'What goes');
    await heading(page, 'What the law makes us keep');
    await page.getByLabel('Type DELETE to confirm').fill('delet');
    await page.getByRole('button', { name: 'Close my account for good' }).click();
    await page.locator('#confirmation-error').waitFor();
    expect(fake.received.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  it('B11: closed, the phone forgets its key: nobody is at home any more', async () => {
    const page = await open('account-closed');
    expect(bodies('DELETE /api/account')).toEqual([{ confirmation: 'DELETE' }]);
    await page.goto(new URL('/app', page.url()).href);
    await heading(page, 'This phone is not activated yet');
  });

  it('B11: what others rely on stands first, each with the way there, and no word can be typed', async () => {
    const page = await open('account-close-obstacles');
    const link = (name: RegExp) => page.getByRole('link', { name }).getAttribute('href');
    expect(await link(/Boulangerie Acme/)).toBe('/organisation/000000018');
    expect(await link(/Acme online/)).toBe('/app/connect/client-1');
    expect(await link(/answer of Lyon/)).toBe('/app/procedures/application-1');
    expect(await page.getByLabel('Type DELETE to confirm').count()).toBe(0);
  });
});
