import { ATELIER_LUMEN } from '../../local/cast.ts';
import { type Actor, follow, press, signHere, visit } from '../actor.ts';
import type { Journal } from '../journal.ts';

/** The delegate's four screens: place, powers, content, signature (E3). */
export async function askToAct(delegate: Actor, journal: Journal): Promise<void> {
  const { phone } = delegate;
  await visit(delegate, `/organisation/ask?organisation=${ATELIER_LUMEN.id}`);
  await journal.picture(phone, 'for which organisation and how long');
  await press(phone, 'Next');
  await phone.locator('#department').fill('Human resources');
  await phone.locator('#post').fill('Head of personnel');
  await phone.locator('#authority-employment-certificate').check();
  await journal.picture(phone, 'what the delegate may do');
  await press(phone, 'Next');
  await phone.getByRole('heading', { name: 'Check the content' }).waitFor();
  await journal.picture(phone, 'content checked');
  await press(phone, 'Request approval');
  await phone.locator('#signing-password').waitFor();
  await journal.picture(phone, 'delegate signs');
  await signHere(delegate, 'Sign and request approval');
  await phone.getByText('Waits for approval').waitFor();
  await journal.picture(phone, 'waits for the representative');
}

/** The representative checks, and approves with the certificate of the organisation (E3). */
export async function approve(representative: Actor, journal: Journal): Promise<void> {
  const { phone } = representative;
  await visit(representative, '/organisation');
  await phone.getByRole('link', { name: `Open ${ATELIER_LUMEN.name}` }).waitFor();
  await journal.picture(phone, 'organisations of the representative');
  await follow(phone, `Open ${ATELIER_LUMEN.name}`);
  await follow(phone, /^Review the request of Karim/);
  await phone.locator('#checked').waitFor();
  await journal.picture(phone, 'request before the check');
  await phone.locator('#checked').check();
  await phone.locator('#signing-password').waitFor();
  await journal.picture(phone, 'I have checked');
  await signHere(representative, 'Approve with the certificate of the organisation');
  await phone.locator('#checked').waitFor({ state: 'detached' });
  await journal.picture(phone, 'approved');
}

/** The delegate finds the attribute. */
export async function showAttribute(delegate: Actor, journal: Journal): Promise<void> {
  await visit(delegate, '/organisation/attributes');
  await delegate.phone.getByRole('button', { name: 'Save the attribute' }).waitFor();
  await journal.picture(delegate.phone, 'my attributes');
}

/** The representative takes the attribute back: at once and for good. */
export async function revokeAttribute(representative: Actor, journal: Journal): Promise<void> {
  const { phone } = representative;
  await visit(representative, `/organisation/${ATELIER_LUMEN.id}/attributes`);
  await phone.getByRole('button', { name: 'Revoke' }).waitFor();
  await journal.picture(phone, 'who may act for the organisation');
  await press(phone, 'Revoke');
  await journal.picture(phone, 'revoke this attribute');
  await press(phone, 'Revoke for good');
  await phone.getByText('Revoked').first().waitFor();
  await journal.picture(phone, 'attribute revoked');
}
