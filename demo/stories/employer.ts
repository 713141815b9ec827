import { ATELIER_LUMEN } from '../../local/cast.ts';
import { type Actor, fillDate, follow, press, signHere, visit } from '../actor.ts';
import type { Journal } from '../journal.ts';

/** The employer's delegate fills in the certificate of employment and signs it, by right of the attribute (E5). */
export async function issueCertificate(delegate: Actor, journal: Journal): Promise<void> {
  const { phone } = delegate;
  await visit(delegate, `/organisation/${ATELIER_LUMEN.id}/requests`);
  await phone.getByRole('link', { name: /^Employment certificate/ }).waitFor();
  await journal.picture(phone, 'documents asked of the employer');
  await follow(phone, /^Employment certificate/);
  await phone.locator('#hours-a-week').waitFor();
  await fillDate(phone, 'employed-since', '2019-03-01');
  await phone.getByLabel('Permanent').check();
  await phone.locator('#hours-a-week').fill('35');
  await phone.locator('[id="workplace.street"]').fill('8 rue des Verriers');
  await phone.locator('[id="workplace.postalCode"]').fill('69100');
  await phone.locator('[id="workplace.city"]').fill(ATELIER_LUMEN.town);
  await journal.picture(phone, 'employer fills in the certificate');
  await press(phone, 'Check and go on');
  await phone.locator('#signing-password').waitFor();
  await journal.picture(phone, 'employer reads and signs');
  await signHere(delegate, 'Sign and issue');
  await phone.getByRole('button', { name: 'Save the signed file' }).waitFor();
  await journal.picture(phone, 'certificate issued');
}
