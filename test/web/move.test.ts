import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { FakeGuichet, refusal } from './fake-guichet.ts';
import { directory, IDENTITY, MOVE_SCENES, move, SENT } from './move-scenes.ts';
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
  const scene = MOVE_SCENES[name];
  if (!scene) throw new Error(`There is no scene ${name}.`);
  const opened = await openScene(browser, fake, scene, { locale: 'en' });
  context = opened.context;
  return opened.page;
}
const bodies = (call: string): unknown[] =>
  fake.received
    .filter(({ method, path }) => `${method} ${path}` === call)
    .map(({ body }) => JSON.parse(Buffer.from(body || 'null', 'latin1').toString()));

const RADIO = '/api/businesses/radio-horizon/consent';
const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

describe('the directory', () => {
  it('E7: the number is the consent: given by keyboard, the line keeps the focus', async () => {
    const page = await open('move-directory-number');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('number-radio-horizon');
    fake.answer(`PUT ${RADIO}`, { body: {} }).answer('GET /api/businesses', {
      body: {
        businesses: directory().businesses.map((each) =>
          each.id === 'radio-horizon'
            ? { ...each, consent: { contractNumber: 'R-7', givenAt: '2026-11-22T10:00:00Z' } }
            : each,
        ),
      },
    });
    await page.keyboard.type('R-7');
    await page.keyboard.press('Enter');
    await page.getByText('Contract number R-7').waitFor();
    expect(bodies(`PUT ${RADIO}`)).toEqual([{ contractNumber: 'R-7' }]);
    expect(await focusedText(page)).toContain('Radio Horizon');
  });

  it('E7: a number that cannot be one is named beside its field', async () => {
    const page = await open('move-directory-number');
    fake.answer(
      `PUT ${RADIO}`,
      refusal(400, 'invalid', { fields: [{ field: 'contractNumber', code: 'format' }] }),
    );
    await page.getByLabel('Contract number').fill('<x>');
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert');
    await alert.getByRole('link', { name: /^Contract number/ }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('number-radio-horizon');
  });

  it('E7: a consent is withdrawn by one press', async () => {
    const page = await open('move-directory');
    const path = '/api/businesses/carte-azur/consent';
    fake.answer(`DELETE ${path}`, {}).answer('GET /api/businesses', { body: directory(false) });
    await page.getByRole('button', { name: 'Withdraw Carte Azur' }).click();
    await page.getByRole('button', { name: 'Allow Carte Azur' }).waitFor();
    expect(bodies(`DELETE ${path}`)).toHaveLength(1);
  });

  it('E7: found by a part of the name, without its accents', async () => {
    const page = await open('move-directory');
    await page.getByLabel('Find a business').fill('credit');
    await page.getByText('1 found.').waitFor();
    expect(await page.locator('.business').allTextContents()).toEqual([
      expect.stringContaining('Crédit des Halles'),
    ]);
  });

  it('X4: the whole directory is at most three screens of a phone long', async () => {
    const page = await open('move-directory');
    await page.setViewportSize({ width: 390, height: 844 });
    const height = await page.evaluate(() => document.querySelector('main')?.scrollHeight ?? 0);
    expect(height).toBeLessThan(3 * 844);
  });
});

async function fillMove(page: Page): Promise<void> {
  await page.getByLabel('This is right').check();
  for (const [part, digits] of [
    ['Day', '20'],
    ['Month', '11'],
    ['Year', '2026'],
  ] as const)
    await page.getByLabel(part).fill(digits);
}

describe('the order', () => {
  it('E6: only businesses with a consent can be ticked, and only ticked ones are told', async () => {
    const page = await open('move-form');
    await page.locator('.addressees input').first().waitFor();
    expect(await page.locator('.addressees input').count()).toBe(4);
    await fillMove(page);
    await page.getByLabel(/Carte Azur/).uncheck();
    await page.getByLabel('Previous address').fill('1 rue de l’Exemple, 75001 Paris');
    fake.answer('POST /api/moves/m1/notices', { body: {} }).answer('GET /api/moves/m1', { body: SENT });
    await page.getByRole('button', { name: 'Send 3 notices' }).click();
    await page.getByRole('heading', { name: 'Your move' }).waitFor();
    expect(bodies('POST /api/moves/m1/notices')).toEqual([
      {
        attributesCorrect: true,
        details: { movedOn: '2026-11-20', previousAddress: '1 rue de l’Exemple, 75001 Paris' },
        businesses: ['eaux-de-la-saone', 'mutuelle-des-tilleuls', 'banque-du-beffroi'],
      },
    ]);
  });

  it('E6: what is missing is listed and takes the focus; nothing is sent', async () => {
    const page = await open('move-form');
    await page.getByRole('button', { name: 'Send 4 notices' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.getByRole('link').count()).toBe(2);
    await alert.getByRole('link', { name: /Your details/ }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('right');
    expect(bodies('POST /api/moves/m1/notices')).toEqual([]);
  });

  it('X4: a connection lost while sending: the same order again, with everything typed', async () => {
    const page = await open('move-form');
    await fillMove(page);
    fake.cutOff = true;
    await page.getByRole('button', { name: 'Send 4 notices' }).click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    fake.cutOff = false;
    fake.answer('POST /api/moves/m1/notices', { body: {} }).answer('GET /api/moves/m1', { body: SENT });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Your move' }).waitFor();
    expect(bodies('POST /api/moves/m1/notices')).toHaveLength(1);
  });

  it('E6: logged in by code alone: the certificate is asked for, and no order can be begun', async () => {
    const page = await open('move-certificate');
    await page.getByRole('heading', { name: 'A certificate is needed here' }).waitFor();
    expect(await page.getByRole('button', { name: 'Begin' }).count()).toBe(0);
  });
});

describe('what became of it', () => {
  it('E6: each business has its state, a refusal its reason; the page looks again by itself', async () => {
    const page = await open('move-told');
    await page.getByText('3 of 5 have answered.').waitFor();
    await page.getByText('unknown policy').waitFor();
    await page.getByText('has not answered yet').waitFor();
    expect(await page.locator('.notice-line.unreachable').textContent()).toContain('tell it yourself');
    const notices = SENT.notices.map((notice) => ({ ...notice, state: 'accepted' }));
    fake.answer('GET /api/moves/m1', { body: { ...SENT, state: 'done', notices } });
    await page.getByText('5 of 5 have answered.').waitFor();
    expect(await page.getByRole('button', { name: 'Stop, tell nobody else' }).count()).toBe(0);
  });

  it('E6: cancelled in the middle: those not told are named', async () => {
    const page = await open('move-told');
    const notices = SENT.notices.map((notice) =>
      notice.state === 'queued' ? { ...notice, state: 'stopped' } : notice,
    );
    fake.answer('DELETE /api/moves/m1', {
      body: move({ state: 'cancelled', notices: notices as typeof SENT.notices }),
    });
    await page.getByRole('button', { name: 'Stop, tell nobody else' }).click();
    await page.getByText('was not told').first().waitFor();
    expect(await page.locator('.notice-line.stopped').allTextContents()).toEqual([
      expect.stringContaining('Banque du Beffroi'),
      expect.stringContaining('Voltalys'),
    ]);
  });
});

describe('my details', () => {
  it('C4: a new address is sent, and the way to a new certificate and to the businesses is shown', async () => {
    const page = await open('identity-change');
    expect(await focusedText(page)).toBe('Your new address');
    const address = { street: '8 quai de la Gare', postalCode: '13001', city: 'Marseille', country: 'FR' };
    fake
      .answer('PUT /api/account/address', { body: { address, ended: ['3f9a'] } })
      .answer('GET /api/account/identity', { body: { ...IDENTITY, address } });
    await page.getByLabel('Number and street').fill(address.street);
    await page.getByLabel('Postcode').fill(address.postalCode);
    await page.getByLabel('Town').fill(address.city);
    await page.keyboard.press('Enter');
    await page.getByText('Your SIGNATURE certificate has ended').waitFor();
    expect(bodies('PUT /api/account/address')).toEqual([address]);
    await page.getByText('8 quai de la Gare, 13001 Marseille, France').waitFor();
    expect(await page.getByRole('link', { name: 'Tell my businesses at once' }).getAttribute('href')).toBe(
      '/app/move',
    );
  });

  it('C4: what the server refuses is named beside its field, and kept', async () => {
    const page = await open('identity-change');
    fake.answer(
      'PUT /api/account/address',
      refusal(400, 'invalid', { fields: [{ field: 'postalCode', code: 'missing' }] }),
    );
    await page.getByLabel('Number and street').fill('8 quai de la Gare');
    await page.getByRole('button', { name: 'Change my address' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.locator('#postalCode').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Number and street').inputValue()).toBe('8 quai de la Gare');
  });

  it('D8: the counter’s code raises the level; a wrong one says so', async () => {
    const page = await open('identity-low');
    fake.answer(
      'POST /api/account/upgrade',
      refusal(422, 'code-wrong', { triesLeft: 2, next: ['try-again'] }),
    );
    await page.getByLabel('Code from the counter').fill('123456');
    await page.getByRole('button', { name: 'Raise my level' }).click();
    await page.getByText('Tries left: 2').waitFor();
    fake
      .answer('POST /api/account/upgrade', { body: { level: 'substantial' } })
      .answer('GET /api/account/identity', { body: IDENTITY });
    await page.getByRole('button', { name: 'Raise my level' }).click();
    await page.getByLabel('Code from the counter').waitFor({ state: 'detached' });
    expect(bodies('POST /api/account/upgrade')).toEqual([{ code: '123456' }, { code: '123456' }]);
  });
});
