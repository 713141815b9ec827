import type { Browser, Page } from 'playwright-core';
import type { Character } from '../cast.ts';
import type { Journal } from '../journal.ts';
import { typePin } from './activate.ts';

/** Signs in at the tax service on the computer, approving on the phone (B3, B5); ends on the service's page. */
export async function signIn(story: {
  readonly browser: Browser;
  readonly phone: Page;
  readonly relyingParty: string;
  readonly character: Character;
  readonly journal: Journal;
  readonly level: 'low' | 'substantial';
}): Promise<void> {
  const { browser, phone, relyingParty, character, journal, level } = story;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const computer = await context.newPage();
  computer.setDefaultTimeout(60_000);
  await computer.goto(relyingParty);
  await journal.picture(computer, 'tax service');
  await computer.goto(level === 'substantial' ? `${relyingParty}/login?acr=eidas2` : `${relyingParty}/login`);
  await computer.locator('#phone').fill(character.phone);
  await journal.picture(computer, 'phone number');
  await computer.locator('main form button[type=submit]').click();
  await computer.locator('.binding-number').waitFor();
  await journal.picture(computer, 'waiting for the phone');
  await approveOnPhone(phone, computer, character, journal);
  await computer.locator('.claims').waitFor();
  await journal.picture(computer, 'consent');
  await computer.locator('main .actions button').first().click();
  await computer.locator('[data-claim=sub]').waitFor();
  await journal.picture(computer, 'signed in');
  const name = await computer.locator('[data-claim=family_name]').textContent();
  if (name?.toLowerCase() !== character.holder.surname.toLowerCase())
    throw new Error(`The service knows ${name}.`);
  await context.close();
}

async function approveOnPhone(
  phone: Page,
  computer: Page,
  character: Character,
  journal: Journal,
): Promise<void> {
  await phone.locator('a.request').first().click();
  const shown = ((await computer.locator('.binding-number').textContent()) ?? '').trim();
  await phone.getByText(shown, { exact: true }).first().waitFor();
  await journal.picture(phone, 'phone asks');
  await phone.locator('main .actions button').first().click();
  await phone.locator('.keypad').waitFor();
  await journal.picture(phone, 'phone PIN');
  await typePin(phone, character.pin);
  await phone.getByText(/.+/).first().waitFor();
}
