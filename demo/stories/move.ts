import { type Actor, dayFromNow, fillDate, visit } from '../actor.ts';
import type { Journal } from '../journal.ts';

const BUSINESSES = 3;

/** One-stop moving (E6, E7): consents, a new address, one order, signed receipts in the Notices box. */
export async function move(actor: Actor, journal: Journal): Promise<void> {
  const { phone } = actor;
  await visit(actor, '/app/move/businesses');
  for (let number = 1; number <= BUSINESSES; number++) {
    const line = phone.locator('.business:not(.agreed)').first();
    await line.locator('button').click();
    await line.locator('input').fill(`LY-2026-00${number}`);
    if (number === 1) await journal.picture(phone, 'directory of businesses');
    await line.locator('button[type=submit]').click();
    await phone
      .locator('.business.agreed')
      .nth(number - 1)
      .waitFor();
  }
  await changeAddress(actor, journal);
  await visit(actor, '/app/move');
  await journal.picture(phone, 'tell businesses');
  await phone.locator('main .actions button').first().click();
  await phone.locator('#right').check();
  await fillDate(phone, 'movedOn', dayFromNow(-2));
  await journal.picture(phone, 'four attributes and addressees');
  await phone.locator('main button[type=submit]').click();
  await phone
    .locator('.notice-line.accepted')
    .nth(BUSINESSES - 1)
    .waitFor({ timeout: 60_000 });
  await journal.picture(phone, 'every business has answered');
  await visit(actor, '/app/box/notices');
  await journal.picture(phone, 'notices with signed receipts');
}

/** The new address ends the SIGNATURE certificate; the AUTHENTICATION certificate stays (C4). */
async function changeAddress(actor: Actor, journal: Journal): Promise<void> {
  const { phone } = actor;
  await visit(actor, '/app/identity');
  await journal.picture(phone, 'my details');
  await phone.locator('main .actions button').first().click();
  await phone.locator('#street').fill('3 quai du Port');
  await phone.locator('#postalCode').fill('13002');
  await phone.locator('#city').fill('Marseille');
  await phone.locator('main button[type=submit]').click();
  await phone.locator('.notice a[href="/app/move"]').waitFor();
  await journal.picture(phone, 'address changed, certificate ended');
}
