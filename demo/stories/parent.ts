import type { Locator, Page } from 'playwright-core';
import { ATELIER_LUMEN, VILLE_DE_LYON } from '../../local/cast.ts';
import { type Actor, awaitArrival, dayFromNow, fillDate, follow, press, signHere, visit } from '../actor.ts';
import type { Journal } from '../journal.ts';

const step = (phone: Page, name: RegExp): Locator => phone.getByRole('link', { name });

/** The parent fills in the application (E5); ends on its list of steps. */
export async function applyForNursery(parent: Actor, journal: Journal): Promise<void> {
  const { phone } = parent;
  await visit(parent, '/app/procedures');
  await step(phone, /^Begin/)
    .first()
    .waitFor();
  await journal.picture(phone, 'what one can apply for');
  await follow(phone, 'Begin');
  await phone.locator('#authority').selectOption(VILLE_DE_LYON.id);
  await journal.picture(phone, 'what is needed and who receives it');
  await press(phone, 'Begin');
  await phone.locator('#children-at-home').waitFor();
  await phone.getByLabel('Two parents').check();
  await phone.locator('#children-at-home').fill('1');
  await phone.locator('#child-name').fill('Lou Durand');
  await fillDate(phone, 'child-birthdate', dayFromNow(-400));
  await fillDate(phone, 'start', dayFromNow(60));
  await phone.locator('#days-a-week').fill('4');
  await phone.getByLabel(/^Standard/).check();
  await phone.locator('#first-choice').fill('Crèche des Lilas');
  await journal.picture(phone, 'application form');
  await press(phone, 'Save and go on');
  await step(phone, /^Employment certificate/).waitFor();
  await journal.picture(phone, 'steps of the application');
}

/** The parent asks the employer for the certificate of employment. */
export async function askEmployer({ phone }: Actor, journal: Journal): Promise<void> {
  await step(phone, /^Employment certificate/).click();
  await phone.locator('#issuer').selectOption(ATELIER_LUMEN.id);
  await phone.locator('#department').fill('Workshop');
  await journal.picture(phone, 'asking the employer');
  await press(phone, 'Check input');
  await phone.getByRole('button', { name: 'Ask with this content' }).waitFor();
  await journal.picture(phone, 'check before asking');
  await press(phone, 'Ask with this content');
  await phone.getByText(`${ATELIER_LUMEN.name} has your request`).waitFor();
  await journal.picture(phone, 'employer has the request');
}

/** The parent reads everything once more, signs and sends. */
export async function signAndSend(parent: Actor, journal: Journal): Promise<void> {
  const { phone } = parent;
  await press(phone, 'Look again');
  await phone.getByText(`${ATELIER_LUMEN.name} has signed it`).waitFor();
  await journal.picture(phone, 'certificate has come');
  await follow(phone, 'Back to the application');
  await step(phone, /^Read and sign/)
    .first()
    .click();
  await phone.locator('#signing-password').waitFor();
  await journal.picture(phone, 'whole application to be read');
  await signHere(parent, 'Sign and send');
  await phone.getByText('The signed application lies in your safe.').waitFor();
  await journal.picture(phone, 'application sent');
}

/** The answer, in the list of applications and among the notices. */
export async function readAnswer(parent: Actor, journal: Journal): Promise<void> {
  const { phone } = parent;
  await visit(parent, '/app/procedures');
  await step(phone, /^Place in a municipal nursery/).waitFor();
  await journal.picture(phone, 'applications of the parent');
  await step(phone, /^Place in a municipal nursery/).click();
  await phone.getByRole('button', { name: 'Save the sealed answer' }).waitFor();
  await journal.picture(phone, 'sealed answer');
  for (const folder of ['notices', 'safe']) {
    await awaitArrival(parent, `/app/box/${folder}`, 'Answer to “Place in a municipal nursery”');
    await journal.picture(phone, `what has come, ${folder}`);
  }
}
