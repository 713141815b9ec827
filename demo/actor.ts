import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { typePin } from './stories/activate.ts';

/** A person with an activated authenticator: the browser page that is their phone (or desk), and the secrets they type. */
export interface Actor {
  readonly phone: Page;
  readonly name: string;
  readonly pin: string;
  readonly password: string;
}

/** Opens an area; types the PIN where it is asked for. */
export async function visit(actor: Actor, path: string): Promise<void> {
  const { phone } = actor;
  await phone.goto(new URL(path, phone.url()).href);
  await phone.locator('main h1').waitFor();
  await phone.waitForLoadState('networkidle');
  await unlock(actor);
}

/** Types the PIN, if it is asked for: the session ended, or was opened before there was a certificate. */
export async function unlock({ phone, pin }: Actor): Promise<void> {
  const keypad = phone.locator('.keypad');
  if (!(await keypad.isVisible())) return;
  await typePin(phone, pin);
  await keypad.waitFor({ state: 'detached' });
  await phone.locator('main h1').waitFor();
  await phone.waitForLoadState('networkidle');
}

const ARRIVAL_PATIENCE_MS = 60_000;

/** Opens a page again until what was sent to the person has arrived. */
export async function awaitArrival(actor: Actor, path: string, text: string | RegExp): Promise<void> {
  const deadline = Date.now() + ARRIVAL_PATIENCE_MS;
  for (;;) {
    await visit(actor, path);
    const arrived = actor.phone.getByText(text).first();
    const there = await arrived.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    if (there) return;
    if (Date.now() > deadline) throw new Error(`"${text}" did not arrive at ${path}.`);
  }
}

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

export const follow = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('link', { name }).first().click();

/** Types the signing password and signs what the page shows. */
export async function signHere({ phone, password }: Actor, button: string): Promise<void> {
  await phone.locator('#signing-password').fill(password);
  await press(phone, button);
}

/** Presses what saves a file, and reads the file. */
export async function save(page: Page, button: Locator): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFileSync(await download.path());
}

/** Fills the three boxes of a date. */
export async function fillDate(page: Page, id: string, iso: string): Promise<void> {
  const [year = '', month = '', day = ''] = iso.split('-');
  await page.locator(`#${id}-day`).fill(day);
  await page.locator(`#${id}-month`).fill(month);
  await page.locator(`#${id}-year`).fill(year);
}

/** A day so many days from today, as `YYYY-MM-DD`. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
