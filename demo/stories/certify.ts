import type { Page } from 'playwright-core';
import type { Journal } from '../journal.ts';
import { typePin } from './activate.ts';

/** A person with an activated phone: its page, and the secrets they type. */
export interface Actor {
  readonly phone: Page;
  readonly pin: string;
  readonly password: string;
}

/** Opens an area of the app; types the code where it is asked for. */
export async function visit({ phone, pin }: Actor, path: string): Promise<void> {
  await phone.goto(new URL(path, phone.url()).href);
  await phone.locator('main h1').waitFor();
  await phone.waitForLoadState('networkidle');
  if (await phone.locator('.keypad').isVisible()) {
    await typePin(phone, pin);
    await phone.locator('.keypad').waitFor({ state: 'detached' });
    await phone.waitForLoadState('networkidle');
  }
}

/** Presses the first button of the page's last row of actions. */
const goOn = (page: Page) => page.locator('main .actions button:not(.quiet)').last().click();

export type Kind = 'authentication' | 'signature' | 'corporate' | 'official-seal';

/** The four steps of the application (C9); the key is made in this browser. */
export async function certify(
  actor: Actor,
  kind: Kind,
  journal: Journal,
  organisation?: string,
): Promise<void> {
  const { phone, password } = actor;
  const query = organisation ? `?organisation=${organisation}` : '';
  await visit(actor, `/app/certificates/apply/${kind}${query}`);
  await phone.locator('.numbered').waitFor();
  await journal.picture(phone, `${kind} how it works`);
  await goOn(phone);
  await phone.locator('#storage').waitFor();
  await journal.picture(phone, `${kind} where the key is kept`);
  await phone.locator('main .actions button').first().click();
  await phone.getByRole('heading', { level: 2 }).first().waitFor();
  if (await phone.locator('#right').isVisible()) await phone.locator('#right').check();
  await journal.picture(phone, `${kind} what is certified`);
  await phone.locator('main .actions button').first().click();
  if (kind !== 'authentication') {
    await phone.locator('#new-password').fill(password);
    await phone.locator('#password-again').fill(password);
    await journal.picture(phone, `${kind} password`);
  }
  await phone.locator('main .actions button').first().click();
  await phone.locator('a[href="/app/certificates"]').last().waitFor();
  await journal.picture(phone, `${kind} certificate ready`);
}
