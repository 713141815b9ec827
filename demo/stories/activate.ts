import type { Browser, Page } from 'playwright-core';
import type { Character } from '../cast.ts';
import type { Journal } from '../journal.ts';
import type { Mailbox } from '../mailbox.ts';

const PLACES = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1280, height: 900 } },
} as const;

/** Opens the acceptance link on the phone: second SMS code, the phone's own key, PIN twice (A11). The phone stays open. */
export async function activate(story: {
  readonly browser: Browser;
  readonly character: Pick<Character, 'email' | 'phone' | 'pin'>;
  readonly journal: Journal;
  readonly mailbox: Mailbox;
  /** The authenticator lives in a phone's browser, or in one at work. */
  readonly place?: keyof typeof PLACES;
}): Promise<Page> {
  const { browser, character, journal, mailbox, place = 'phone' } = story;
  const context = await browser.newContext({ ...PLACES[place], locale: 'en-GB', timezoneId: 'Europe/Paris' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(await mailbox.link(character.email, '/activate#'));
  await page.locator('main .actions button').first().click();
  await page.locator('#code').waitFor();
  await journal.picture(page, 'phone SMS code');
  await page.locator('#code').fill(await mailbox.code(character.phone));
  await page.locator('.keypad').waitFor();
  await journal.picture(page, 'choose a PIN');
  await typePin(page, character.pin);
  await page.locator('.keypad-dots .dot.full').first().waitFor({ state: 'detached' });
  await typePin(page, character.pin);
  await page.locator('.big-tick').waitFor();
  await journal.picture(page, 'phone is ready');
  await page.goto(new URL('/app', page.url()).href);
  return page;
}

export async function typePin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.locator('.keypad-keys .key', { hasText: digit }).first().click();
}
