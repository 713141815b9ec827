import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ACCEPTED, itemAddress, NOTICE, OPEN_BOX, WAITING, withBox } from './box-scenes.ts';
import { openBrowser } from './browser.ts';
import { FakeGuichet, refusal } from './fake-guichet.ts';
import { openScene } from './pages.ts';

let browser: Browser;
let fake: FakeGuichet;
let close: (() => Promise<void>) | undefined;
beforeAll(async () => {
  browser = await openBrowser();
  fake = await FakeGuichet.start();
});
afterEach(async () => close?.());
afterAll(async () => {
  await browser?.close();
  await fake?.stop();
});

/** Opens a page of the box in a browser whose phone is activated. */
async function open(path: string, prepare: (fake: FakeGuichet) => void): Promise<Page> {
  const { context, page } = await openScene(browser, fake, { path, device: true, prepare }, { locale: 'en' });
  close = () => context.close();
  return page;
}
const session = { method: 'pin', openedAt: new Date().toISOString(), expiresAt: '2099-01-01T00:00:00Z' };
const letterCall = (what: string): string => `POST /api/mailbox/letters/${WAITING.letter?.id}/${what}`;
const received = (call: string) => fake.received.filter(({ method, path }) => `${method} ${path}` === call);
const typeCode = async (page: Page): Promise<void> => {
  for (const digit of '4831') await page.getByRole('button', { name: digit, exact: true }).click();
};

describe('logging in', () => {
  it('E2: the box asks for the code, proves the phone with it, and opens', async () => {
    const page = await open('/app/box', (guichet) => {
      withBox([])(guichet);
      guichet
        .answer('GET /api/authenticator/session', refusal(401, 'not-signed-in'))
        .answer('POST /api/authenticator/log-in', { body: session });
    });
    await page.getByRole('heading', { name: 'Type your 4-digit code' }).waitFor();
    expect(received('GET /api/mailbox')).toEqual([]);
    await typeCode(page);
    await page.getByRole('heading', { name: 'My box' }).waitFor();
    const [logIn] = received('POST /api/authenticator/log-in');
    expect(logIn?.body).toBe('{"pin":"4831"}');
    expect(logIn?.headers['device-proof']).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it('X2: a wrong code says so and lets the person type again', async () => {
    const page = await open('/app/box', (guichet) => {
      guichet
        .answer('GET /api/authenticator/session', refusal(401, 'not-signed-in'))
        .answer('POST /api/authenticator/log-in', refusal(403, 'pin-wrong', { triesLeft: 2 }));
    });
    await typeCode(page);
    await page.getByText('Tries left: 2').waitFor();
    expect(await page.locator('.dot.full').count()).toBe(0);
  });

  it('X2: a session that ends in the middle asks for the code over the page, and nothing is lost', async () => {
    const page = await open('/app/box', withBox([]));
    fake
      .answer('GET /api/mailbox/items', refusal(401, 'not-signed-in'))
      .answer('POST /api/authenticator/log-in', {
        body: { ...session, openedAt: new Date(1).toISOString() },
      });
    await page.getByRole('searchbox').fill('taxes');
    await page.getByRole('button', { name: 'Search' }).click();
    const dialog = page.getByRole('dialog', { name: 'You were logged out' });
    await dialog.waitFor();
    fake.answer('GET /api/mailbox/items', { body: { items: [], searched: 0 } });
    for (const digit of '4831') await dialog.getByRole('button', { name: digit, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByRole('searchbox').inputValue()).toBe('taxes');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText('Nothing holds “taxes”.').waitFor();
  });
});

describe('the box', () => {
  it('E2: what was filed for somebody who has not agreed to letters can be read; nothing can be put in', async () => {
    const page = await open('/app/box', withBox([NOTICE], { ...OPEN_BOX, status: 'none' }));
    await page.getByRole('heading', { name: 'Open your post-office box' }).waitFor();
    await page.getByRole('link', { name: 'Notices' }).click();
    await page.getByText(NOTICE.title).waitFor();
    await page.getByRole('link', { name: 'Safe' }).click();
    await page.getByText(NOTICE.title).waitFor();
    expect(await page.getByText('Keep a document').count()).toBe(0);
  });

  it('E2: is opened only by somebody who agrees to electronic delivery', async () => {
    const page = await open('/app/box', (guichet) => {
      withBox([], { ...OPEN_BOX, status: 'none' })(guichet);
      guichet.answer('PUT /api/mailbox', { body: OPEN_BOX });
    });
    await page.getByRole('button', { name: 'Open my box' }).click();
    await page.getByRole('alert').waitFor();
    expect(received('PUT /api/mailbox')).toEqual([]);
    await page.getByRole('checkbox').check();
    fake.answer('GET /api/mailbox', { body: OPEN_BOX });
    await page.getByRole('button', { name: 'Open my box' }).click();
    await page.getByRole('heading', { name: 'My box' }).waitFor();
    expect(received('PUT /api/mailbox')[0]?.body).toBe('{"acceptsElectronicDelivery":true}');
  });

  it('E2: a document is hashed on the device and sent with its digest, then kept', async () => {
    const content = Buffer.from('my diploma');
    const page = await open('/app/box/safe', (guichet) => {
      withBox([])(guichet);
      guichet
        .answer('POST /api/mailbox/documents', {
          status: 201,
          body: {
            item: 'item#1',
            upload: { url: '/upload/1', headers: { 'x-amz-checksum-sha256': 'digest' } },
          },
        })
        .answer('PUT /upload/1', { body: {} })
        .answer('POST /api/mailbox/documents/item%231', { body: {} });
    });
    await page
      .locator('#document')
      .setInputFiles({ name: 'Diplôme.pdf', mimeType: 'application/pdf', buffer: content });
    await page.waitForFunction(() =>
      document.querySelector('[aria-live]')?.textContent?.includes('is in the safe'),
    );
    expect(JSON.parse(received('POST /api/mailbox/documents')[0]?.body ?? '')).toMatchObject({
      type: 'application/pdf',
      size: 10,
      sha256: createHash('sha256').update(content).digest('base64url'),
    });
    const [put] = received('PUT /upload/1');
    expect([put?.body, put?.headers['x-amz-checksum-sha256']]).toEqual(['my diploma', 'digest']);
    expect(received('POST /api/mailbox/documents/item%231')).toHaveLength(1);
  });

  it('E2: an upload that is cut off is told, and the same document can be tried again', async () => {
    const page = await open('/app/box/safe', (guichet) => {
      withBox([])(guichet);
      guichet.answer('POST /api/mailbox/documents', {
        body: { item: 'i', upload: { url: '/upload/gone', headers: {} } },
      });
      guichet.answer('PUT /upload/gone', { status: 500, body: {} });
    });
    await page
      .locator('#document')
      .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('a') });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForFunction(() => document.querySelector('[role=alert]'));
    expect(received('PUT /upload/gone').length).toBeGreaterThanOrEqual(1);
    expect(received('POST /api/mailbox/documents').length).toBe(2);
  });
});

describe('a letter', () => {
  it('E1: accepted, it shows sender and content in the same page', async () => {
    const page = await open(itemAddress(WAITING), withBox([], OPEN_BOX, WAITING));
    expect(await page.locator('main').textContent()).not.toContain('Finances');
    fake.answer(letterCall('acceptance'), { body: ACCEPTED });
    await page.getByRole('button', { name: 'Accept and read' }).click();
    await page.getByRole('heading', { name: 'Your tax assessment for 2026' }).waitFor();
    await page.getByText('From Direction générale des Finances publiques').waitFor();
    expect(received(letterCall('acceptance'))).toHaveLength(1);
  });

  it('E1: is refused only after a second, clear question, with the reason that the sender is told', async () => {
    const page = await open(itemAddress(WAITING), withBox([], OPEN_BOX, WAITING));
    const refused = { ...WAITING, letter: { ...WAITING.letter, state: 'refused' } };
    fake.answer(letterCall('refusal'), { body: refused });
    await page.getByRole('button', { name: 'Refuse…' }).click();
    expect(received(letterCall('refusal'))).toEqual([]);
    await page.getByRole('radio', { name: 'I want it on paper' }).check();
    await page.getByRole('button', { name: 'Refuse for good' }).click();
    await page.getByRole('heading', { name: 'Registered letter, refused' }).waitFor();
    expect(received(letterCall('refusal'))[0]?.body).toBe('{"reason":"wants-paper"}');
  });

  it('E1: too late, the page says so and shows where the letter stands', async () => {
    const page = await open(itemAddress(WAITING), withBox([], OPEN_BOX, WAITING));
    fake.answer(letterCall('acceptance'), refusal(410, 'letter-unclaimed'));
    await page.getByRole('button', { name: 'Accept and read' }).click();
    await page.getByText('The time to accept this letter is over.').waitFor();
    const unclaimed = { ...WAITING, letter: { ...WAITING.letter, state: 'unclaimed' } };
    fake.answer(`GET /api/mailbox/items/${encodeURIComponent(WAITING.id)}`, { body: unclaimed });
    await page.getByRole('button', { name: 'See where it stands' }).click();
    await page.getByRole('heading', { name: 'Registered letter, not claimed in time' }).waitFor();
  });

  it('E1: its proofs are saved as files', async () => {
    const page = await open(itemAddress(ACCEPTED), withBox([], OPEN_BOX, ACCEPTED));
    await page.getByText('Proofs').click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save Accepted by you' }).click();
    expect((await download).suggestedFilename()).toBe('ConsignmentAcceptance.p7m');
  });

  it('E2: deleting asks first, then leads back to the folder', async () => {
    const page = await open(itemAddress(ACCEPTED), withBox([], OPEN_BOX, ACCEPTED));
    const call = `DELETE /api/mailbox/items/${encodeURIComponent(ACCEPTED.id)}`;
    fake.answer(call, {});
    await page.getByRole('button', { name: 'Delete' }).click();
    expect(received(call)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'My box' }).waitFor();
    expect(received(call)).toHaveLength(1);
  });
});
