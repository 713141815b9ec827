import { type Actor, awaitArrival, dayFromNow, fillDate, follow, press, save, visit } from '../actor.ts';
import type { Journal } from '../journal.ts';

const BUSINESSES = ['Eaux de la Saône', 'Assurance Cigale', 'Banque Nomade'];

/** One-stop moving (E6, E7): consents, a new address, one order, signed receipts in the Notices box. */
export async function move(actor: Actor, journal: Journal): Promise<void> {
  const { phone } = actor;
  await visit(actor, '/app/move/businesses');
  for (const [index, name] of BUSINESSES.entries()) {
    const line = phone.locator('.business', { hasText: name });
    await press(phone, `Allow ${name}`);
    await line.locator('input').fill(`LY-2026-00${index + 1}`);
    if (index === 1) await journal.picture(phone, 'directory of businesses');
    await line.locator('button[type=submit]').click();
    await phone.locator('.business.agreed', { hasText: name }).waitFor();
  }
  await changeAddress(actor, journal);
  await awaitArrival(actor, '/app/box/notices', 'You have moved');
  await journal.picture(phone, 'guidance among the notices');
  await visit(actor, '/app/move');
  await phone.locator('main .actions button').first().waitFor();
  await journal.picture(phone, 'tell businesses');
  await phone.locator('main .actions button').first().click();
  await phone.locator('#right').check();
  await fillDate(phone, 'movedOn', dayFromNow(-2));
  await journal.picture(phone, 'four attributes and addressees');
  await phone.locator('main button[type=submit]').click();
  await phone
    .locator('.notice-line.accepted')
    .nth(BUSINESSES.length - 1)
    .waitFor({ timeout: 60_000 });
  await journal.picture(phone, 'every business has answered');
  await awaitArrival(actor, '/app/box/notices', `${BUSINESSES[0]} knows your new address`);
  await journal.picture(phone, 'notices of the businesses');
  await saveReceipt(actor, journal);
}

/** The notice of a business holds its signed receipt, a file to save (E6). */
async function saveReceipt({ phone }: Actor, journal: Journal): Promise<void> {
  await follow(phone, /knows your new address/);
  await phone.locator('.files').waitFor();
  await journal.picture(phone, 'signed receipt');
  await save(phone, phone.locator('.files .button').first());
}

/** The new address ends the SIGNATURE certificate; the AUTHENTICATION certificate stays (C4). */
async function changeAddress(actor: Actor, journal: Journal): Promise<void> {
  const { phone } = actor;
  await visit(actor, '/app/identity');
  await phone.locator('main .actions button').first().waitFor();
  await journal.picture(phone, 'my details');
  await phone.locator('main .actions button').first().click();
  await phone.locator('#street').fill('3 quai du Port');
  await phone.locator('#postalCode').fill('13002');
  await phone.locator('#city').fill('Marseille');
  await phone.locator('main button[type=submit]').click();
  await phone.locator('.notice a[href="/app/move"]').waitFor();
  await journal.picture(phone, 'address changed, certificate ended');
}
