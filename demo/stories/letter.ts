import { type Actor, follow, press, save, visit } from '../actor.ts';
import type { Journal } from '../journal.ts';
import { judge } from '../openssl.ts';
import type { Letter, TownSystem } from '../town-system.ts';

const LETTER: Letter = {
  email: 'camille.durand@example.org',
  subject: 'Works in your street from January',
  text: 'Dear Ms Durand,\n\nThe water main of rue de la République is renewed from 11 January. The order is enclosed.\n\nVille de Lyon, public works',
  attachment: {
    name: 'order-2026-118.txt',
    type: 'text/plain',
    content: Buffer.from('Municipal order 2026-118: works on the water main, rue de la République.\n'),
  },
};
const SENDER = 'Ville de Lyon';

/** Consent first: without it no registered letter arrives (E1). */
export async function openBox(actor: Actor, journal: Journal): Promise<void> {
  const { phone } = actor;
  await visit(actor, '/app/box');
  await phone.locator('#consent').check();
  await journal.picture(phone, 'consent to electronic delivery');
  await press(phone, 'Open my box');
  await phone.getByText('No letters yet').waitFor();
  await journal.picture(phone, 'box is open');
}

/** Deposited by API; the sender is unknown until the letter is accepted; every step leaves a proof (E1). */
export async function receiveLetter(
  actor: Actor,
  town: TownSystem,
  origin: string,
  journal: Journal,
): Promise<void> {
  const { phone } = actor;
  const { id } = await journal.step('the town’s system deposits a letter', () => town.send(LETTER));
  await visit(actor, '/app/box');
  await phone.getByRole('link', { name: /A registered letter is waiting/ }).waitFor();
  await journal.picture(phone, 'a letter waits in the box');
  await follow(phone, /A registered letter is waiting/);
  await phone.getByRole('button', { name: 'Accept and read' }).waitFor();
  if ((await phone.locator('main').textContent())?.includes(SENDER))
    throw new Error('The sender is told too early.');
  await journal.picture(phone, 'sender still hidden');
  await press(phone, 'Accept and read');
  await phone.getByText(`From ${SENDER}`).waitFor();
  await journal.picture(phone, 'accepted and read');
  const attachment = await save(phone, phone.getByText('Save', { exact: false }).first());
  if (!attachment.equals(LETTER.attachment.content)) throw new Error('The attachment is another one.');
  await journal.step('proofs saved and judged', () => saveProofs(actor, origin, journal));
  const events = (await town.evidences(id)).map(({ event }) => event);
  console.log(`           the sender holds: ${events.join(', ')}`);
}

async function saveProofs({ phone }: Actor, origin: string, journal: Journal): Promise<void> {
  await phone.getByText('Proofs', { exact: true }).click();
  const lines = phone.locator('.evidences li');
  await lines.first().waitFor();
  await journal.picture(phone, 'proofs');
  for (const button of await lines.getByRole('button', { name: /^Save/ }).all())
    await judge(origin, await save(phone, button));
}
