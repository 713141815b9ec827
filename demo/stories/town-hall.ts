import { VILLE_DE_LYON } from '../../local/cast.ts';
import { type Actor, dayFromNow, follow, press, save, signHere, unlock, visit } from '../actor.ts';
import type { Journal } from '../journal.ts';

const APPLICATIONS = `/organisation/${VILLE_DE_LYON.id}/applications`;

/** The municipality searches by period, shows and downloads (E5). */
export async function findApplication(official: Actor, journal: Journal): Promise<void> {
  const { phone } = official;
  await visit(official, `/organisation/${VILLE_DE_LYON.id}`);
  await phone.getByText('Official seal').waitFor();
  await journal.picture(phone, 'page of the town');
  await follow(phone, 'Applications received');
  await phone.locator('#from, .keypad').first().waitFor();
  await unlock(official);
  await phone.locator('#from').fill(dayFromNow(-7));
  await press(phone, 'Search');
  await phone.locator('table.found').waitFor();
  await journal.picture(phone, 'applications of a period');
  const archive = await save(phone, phone.getByRole('button', { name: /^Download/ }).first());
  if (archive.subarray(0, 2).toString() !== 'PK') throw new Error('The download is no ZIP archive.');
  await follow(phone, /^Show/);
  await phone.getByText('Issued to this applicant on request').waitFor();
  await journal.picture(phone, 'application with its proofs');
}

/** Who signed the attached document and by what right, checked at this moment (E4). */
export async function showAttributes(official: Actor, verdict: string, journal: Journal): Promise<void> {
  const { phone } = official;
  await visit(official, APPLICATIONS);
  await follow(phone, /^Show/);
  await phone.locator('.actions').getByRole('link', { name: 'Show attributes' }).click();
  await phone.getByRole('heading', { name: verdict }).waitFor();
  await journal.picture(phone, 'attributes of the signer');
}

/** The decision under the official seal. */
export async function answer(official: Actor, journal: Journal): Promise<void> {
  const { phone } = official;
  await visit(official, APPLICATIONS);
  await follow(phone, /^Show/);
  await phone.getByLabel('Accepted').check();
  await phone
    .locator('#text')
    .fill('A place at Crèche des Lilas is kept for Lou, four days a week. Welcome!');
  await journal.picture(phone, 'decision and text');
  await press(phone, 'Check and go on');
  await phone.locator('#signing-password').waitFor();
  await journal.picture(phone, 'answer to be sealed');
  await signHere(official, 'Seal and send');
  await phone.locator('#signing-password').waitFor({ state: 'detached' });
  await journal.picture(phone, 'answered');
}
