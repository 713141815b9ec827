import type { Page } from 'playwright-core';
import { type Actor, visit } from '../actor.ts';
import type { Journal } from '../journal.ts';

export { type Actor, visit } from '../actor.ts';

/** Presses the first button of the page's last row of actions. */
const goOn = (phone: Page) => phone.locator('main .actions button:not(.quiet)').last().click();

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

/** What the person holds, on one phone (C1). */
export async function showCertificates(actor: Actor, journal: Journal): Promise<void> {
  await visit(actor, '/app/certificates');
  await actor.phone.locator('.certificate').first().waitFor();
  await journal.picture(actor.phone, 'my certificates');
}
