import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { CERTIFICATE_SCENES, certificate, toStep } from './certificate-scenes.ts';
import { FakeGuichet, type Received, refusal } from './fake-guichet.ts';
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

async function open(name: string, act?: (page: Page) => Promise<void>): Promise<Page> {
  const scene = CERTIFICATE_SCENES[name];
  if (!scene) throw new Error(`There is no scene ${name}.`);
  const opened = await openScene(browser, fake, { ...scene, ...(act && { act }) }, { locale: 'en' });
  context = opened.context;
  return opened.page;
}

const sent = (call: string): Received[] =>
  fake.received.filter(({ method, path }) => `${method} ${path}` === call);
const bodies = (call: string): unknown[] =>
  sent(call).map(({ body }) => JSON.parse(Buffer.from(body || 'null', 'latin1').toString()));
const APPLY = 'POST /api/certificates/applications';
const OWN = `/api/certificates/${certificate().serial}`;
const LIST = 'GET /api/certificates';

describe('my certificates', () => {
  it('C1: without one, each kind is offered; what stands in the way of another has its sentence', async () => {
    const page = await open('certificates-none');
    const links = page.getByRole('link', { name: 'Get it' });
    expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
      '/app/certificates/apply/authentication',
      '/app/certificates/apply/signature',
    ]);
    await context?.close();
    const blocked = await open('certificates-not-yet');
    expect(await blocked.getByRole('link', { name: 'Get it' }).count()).toBe(0);
    await blocked.getByText('names your address, and we do not know it').waitFor();
    const way = blocked.getByRole('link', { name: 'My details' });
    expect(await way.getAttribute('href')).toBe('/app/identity');
  });

  it('C6: suspended and lifted again by a press; the list is read anew', async () => {
    const page = await open('certificates');
    fake
      .answer(`POST ${OWN}/suspension`, { body: {} })
      .answer(`DELETE ${OWN}/suspension`, { body: {} })
      .answer(LIST, {
        body: {
          certificates: [
            certificate({ status: 'suspended', suspendedBy: 'holder', endedAt: new Date().toISOString() }),
          ],
          offers: [],
        },
      });
    await page
      .locator('.certificate')
      .filter({ hasText: 'Sign a file' })
      .getByRole('button', { name: 'Suspend' })
      .click();
    await page.getByText('Suspended since').waitFor();
    expect(sent(`POST ${OWN}/suspension`)).toHaveLength(1);
    fake.answer(LIST, { body: { certificates: [certificate()], offers: [] } });
    await page.getByRole('button', { name: 'Lift the suspension' }).click();
    await page.getByText('Valid until').waitFor();
    expect(sent(`DELETE ${OWN}/suspension`)).toHaveLength(1);
  });

  it('C6: what the counter suspended only the counter lifts', async () => {
    const page = await open('certificates-suspended-counter');
    await page.getByText('Suspended since').waitFor();
    expect(await page.getByRole('button', { name: 'Lift the suspension' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Sign a file' }).count()).toBe(0);
  });

  it('C6: ending asks why, and Escape ends nothing', async () => {
    const page = await open('certificates-end');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(fake.received.some(({ path }) => path.endsWith('/revocation'))).toBe(false);
    await page
      .locator('.certificate')
      .filter({ hasText: 'Sign a file' })
      .getByRole('button', { name: 'End it' })
      .click();
    await page.getByLabel('Somebody may know my key or password').check();
    fake.answer(`POST ${OWN}/revocation`, { body: {} });
    await page.getByRole('button', { name: 'End the certificate' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(bodies(`POST ${OWN}/revocation`)).toEqual([{ reason: 'key-leaked' }]);
  });

  it('C1: a certificate is saved as the file it is', async () => {
    const page = await open('certificates');
    fake.answer(`GET ${OWN}`, { body: { ...certificate(), der: 'MAMCAQE=', pem: '' } });
    const card = page.locator('.certificate').filter({ hasText: 'Sign a file' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      card.getByRole('button', { name: 'Save the certificate' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('signature.cer');
  });

  it('C8: close to its end a certificate leads to its renewal, an organisation’s with its number', async () => {
    const page = await open('certificates-organisation');
    expect(await page.getByRole('link', { name: 'Renew' }).getAttribute('href')).toBe(
      '/app/certificates/apply/signature',
    );
    await page.getByText('Of the organisation 000000018.').waitFor();
  });

  it('B4: a session that is too old asks for the code over the page, and the same is done after it', async () => {
    const page = await open('certificates');
    fake.answer(`POST ${OWN}/suspension`, refusal(403, 'session-not-fresh'));
    await page
      .locator('.certificate')
      .filter({ hasText: 'Sign a file' })
      .getByRole('button', { name: 'Suspend' })
      .click();
    await page.getByRole('dialog').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '1', exact: true }).waitFor();
  });
});

describe('the four steps', () => {
  it('C9: read, choose, check, get: nothing is asked of the server before it is chosen, nor confirmed before it is ticked', async () => {
    const page = await open('apply-signature', (shown) => toStep(shown, 2));
    expect(sent(APPLY)).toEqual([]);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Step 3 of 4').waitFor();
    expect(bodies(APPLY)).toEqual([{ kind: 'signature', storage: 'file' }]);
    await page.getByText('1 rue de l’Exemple, 75001 Paris, FR').waitFor();
    expect(await page.getByRole('button', { name: 'Continue' }).count()).toBe(0);
    await page.getByLabel('This is right').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Step 4 of 4').waitFor();
    expect(bodies(`${APPLY}/app-1/confirm`)).toEqual([
      {
        attributes: {
          name: 'Élodie Camille Specimen',
          sex: '2',
          birthdate: '1990-05-10',
          address: '1 rue de l’Exemple, 75001 Paris, FR',
        },
      },
    ]);
  });

  it('C9: a carrier is told to the server', async () => {
    await open('apply-signature-request');
    expect(bodies(APPLY)).toEqual([{ kind: 'signature', storage: 'akey' }]);
  });

  it('C9: the organisation of the address is applied for, its certificate asks for no attribute', async () => {
    await open('apply-corporate-password');
    expect(bodies(APPLY)).toEqual([{ kind: 'corporate', storage: 'file', organisation: '000000018' }]);
    expect(bodies(`${APPLY}/app-1/confirm`)).toEqual([{}]);
  });

  it('C9: by keyboard alone to the third step', async () => {
    const page = await open('apply-signature');
    await page.getByRole('button', { name: 'I have read this' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Step 2 of 4').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('file');
    await page.getByRole('button', { name: 'Continue' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Step 3 of 4').waitFor();
  });

  it('C3: somebody too young reads why and where to go', async () => {
    const page = await open('apply-signature', (shown) => toStep(shown, 2));
    fake.answer(APPLY, refusal(403, 'too-young-to-sign', { next: ['support'] }));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alert').getByText('from the age of fifteen').waitFor();
    await page.getByText('Step 2 of 4').waitFor();
  });

  it('X4: a lost connection leaves the choice as it was', async () => {
    const page = await open('apply-signature', (shown) => toStep(shown, 2, 'Kaztoken'));
    fake.cutOff = true;
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    fake.cutOff = false;
    expect(await page.getByLabel('Kaztoken').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Step 3 of 4').waitFor();
    expect(bodies(APPLY)).toEqual([{ kind: 'signature', storage: 'kaztoken' }]);
  });
});
