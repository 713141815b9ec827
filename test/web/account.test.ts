import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT_SCENES, askEmail, NEW_EMAIL, NEW_PHONE } from './account-scenes.ts';
import { openBrowser } from './browser.ts';
import { FakeGuichet, refusal } from './fake-guichet.ts';
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
  const scene = ACCOUNT_SCENES[name];
  if (!scene) throw new Error(`There is no scene ${name}.`);
  const opened = await openScene(browser, fake, scene, { locale: 'en' });
  context = opened.context;
  return opened.page;
}
const bodies = (call: string): unknown[] =>
  fake.received
    .filter(({ method, path }) => `${method} ${path}` === call)
    .map(({ body }) => JSON.parse(Buffer.from(body || 'null', 'latin1').toString()));

describe('my account', () => {
  it('B11: shows address and number as they are, each a line that leads to its page', async () => {
    const page = await open('account');
    await page.getByRole('link', { name: 'Email address elodie@example.org' }).click();
    await page.getByRole('heading', { name: 'Change my email address' }).waitFor();
    await page.getByRole('link', { name: 'My account' }).first().click();
    await page.getByRole('link', { name: 'Mobile number +33612345678' }).click();
    await page.getByRole('heading', { name: 'Change my phone number' }).waitFor();
  });

  it('B11: a new address: what was typed goes out, then the code with it', async () => {
    await open('account-email-changed');
    expect(bodies('POST /api/account/email')).toEqual([{ email: NEW_EMAIL }]);
    expect(bodies('POST /api/account/email/confirm')).toEqual([{ email: NEW_EMAIL, code: '123456' }]);
  });

  it('B11: a new number is shown as it is to be signed in with', async () => {
    const page = await open('account-phone-changed');
    expect(bodies('POST /api/account/phone/confirm')).toEqual([{ phone: '06 98 76 54 32', code: '123456' }]);
    await page.getByText(`Sign in with ${NEW_PHONE} from now on.`).waitFor();
  });

  it('B11: who goes to read the e-mail and comes back finds the page waiting for the code', async () => {
    const page = await open('account-email-code');
    await page.reload();
    await page.getByRole('heading', { name: 'Type the code from the email' }).waitFor();
    await page.getByLabel('Code from the email').fill('123456');
    await page.getByRole('heading', { name: 'Your email address is changed' }).waitFor();
    expect(bodies('POST /api/account/email/confirm')).toEqual([{ email: NEW_EMAIL, code: '123456' }]);
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(NEW_EMAIL);
  });

  it('B11: one’s own address again, and an address that is none, are told beside the field', async () => {
    const page = await open('account-email');
    await page.getByLabel('New email address').fill('elodie@');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.locator('#email-error').waitFor();
    expect(bodies('POST /api/account/email')).toEqual([]);
    fake.answer(
      'POST /api/account/email',
      refusal(422, 'contact-unchanged', { fields: [{ field: 'email', code: 'contact-unchanged' }] }),
    );
    await page.getByLabel('New email address').fill('elodie@example.org');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.locator('#email-error', { hasText: 'This is yours already. Give another one.' }).waitFor();
    expect(await page.getByLabel('New email address').inputValue()).toBe('elodie@example.org');
  });

  it('X2: what to make of a message that does not come is told to everybody alike', async () => {
    const page = await open('account-email-code');
    await page.getByText('belongs to another identity already').waitFor();
  });

  it('B11: a session that is too old asks for the code over the page, and keeps what was typed', async () => {
    const page = await open('account-email');
    fake.answer('POST /api/account/email', refusal(401, 'session-not-fresh', { next: ['log-in'] }));
    await page.getByLabel('New email address').fill(NEW_EMAIL);
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByRole('dialog', { name: 'Type your code once more' }).waitFor();
    expect(await page.locator('#email').inputValue()).toBe(NEW_EMAIL);
  });

  it('B11: an address that somebody else got meanwhile: told, with ways on', async () => {
    const page = await open('account-email');
    fake.answer('POST /api/account/email/confirm', refusal(409, 'contact-taken', { next: ['counter'] }));
    await askEmail(page);
    await page.getByLabel('Code from the email').fill('123456');
    await page.getByRole('heading', { name: 'Another identity has this already' }).waitFor();
    await page.getByRole('link', { name: 'Go to a counter' }).waitFor();
  });
});

describe('"it was not me"', () => {
  it('B11: opening the link changes nothing; a press does, with the token of the link', async () => {
    const page = await open('undo');
    expect(page.url()).not.toContain('#');
    expect(bodies('POST /api/account/contacts/undo')).toEqual([]);
    fake.answer('POST /api/account/contacts/undo', { status: 204 });
    await page.getByRole('button', { name: 'Put them back and stop that phone' }).click();
    await page.getByRole('heading', { name: 'That phone is shut out' }).waitFor();
    expect(bodies('POST /api/account/contacts/undo')).toEqual([{ token: 'u'.repeat(43) }]);
    await page.getByRole('link', { name: 'Recover my identity' }).waitFor();
  });

  it('B11: a link whose time is over says so, and where to go', async () => {
    const page = await open('undo');
    fake.answer(
      'POST /api/account/contacts/undo',
      refusal(410, 'undo-expired', { next: ['recover', 'counter', 'support'] }),
    );
    await page.getByRole('button', { name: 'Put them back and stop that phone' }).click();
    await page.getByRole('heading', { name: 'This link undoes nothing any more' }).waitFor();
    await page.getByRole('link', { name: 'Go to a counter' }).waitFor();
  });
});
