import { type Actor, save, visit } from '../actor.ts';
import type { Journal } from '../journal.ts';
import type { Mailbox } from '../mailbox.ts';
import { typePin } from './activate.ts';

const NEW = { email: 'camille@quai-du-port.example', phone: '+33612345690', pin: '5038' } as const;

/** Self care (B11): another address, number and code, one's data as a file, and what leaving would mean. */
export async function careForAccount(actor: Actor, mailbox: Mailbox, journal: Journal): Promise<void> {
  const { phone } = actor;
  await visit(actor, '/app/account');
  await phone.locator('main .areas').waitFor();
  await journal.picture(phone, 'my account');
  await changeContact(actor, 'email', mailbox, journal);
  await changeContact(actor, 'phone', mailbox, journal);
  await changeCode(actor, journal);
  await visit(actor, '/app/account/export');
  await save(phone, phone.locator('main .actions button').first());
  await journal.picture(phone, 'my data as a file');
  await visit(actor, '/app/account/close');
  await phone.locator('main form, main .notice').first().waitFor();
  await journal.picture(phone, 'what leaving means');
}

async function changeContact(
  actor: Actor,
  kind: 'email' | 'phone',
  mailbox: Mailbox,
  journal: Journal,
): Promise<void> {
  const { phone } = actor;
  await visit(actor, `/app/account/${kind}`);
  await phone.locator(`#${kind}`).fill(NEW[kind]);
  await journal.picture(phone, `another ${kind}`);
  await phone.locator('main button[type=submit]').click();
  await phone.locator('#code').waitFor();
  await phone.locator('#code').fill(await mailbox.code(NEW[kind]));
  await phone.locator('.big-tick').waitFor();
  await journal.picture(phone, `${kind} changed`);
}

async function changeCode(actor: Actor, journal: Journal): Promise<void> {
  const { phone } = actor;
  await phone.goto(new URL('/app/account/code', phone.url()).href); // its keypad is the page's own, not the lock's
  for (const [code, heading] of [
    [actor.pin, 'Type your code as it is now'],
    [NEW.pin, 'Choose your new code'],
    [NEW.pin, /again/i],
  ] as const) {
    await phone.getByRole('heading', { name: heading }).waitFor();
    await typePin(phone, code);
  }
  await phone.locator('.big-tick').waitFor();
  await journal.picture(phone, 'code changed');
}
