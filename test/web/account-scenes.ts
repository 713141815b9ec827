import type { Page } from 'playwright-core';
import type { ContactCodeView } from '../../lambdas/contracts/account.ts';
import type { FakeGuichet } from './fake-guichet.ts';
import { certified, IDENTITY } from './move-scenes.ts';
import type { Scene } from './scenes.ts';

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

export const NEW_EMAIL = 'elodie.specimen@example.net';
export const NEW_PHONE = '+33698765432';

export const codeSent = (to: string, codeLength: number): ContactCodeView => ({
  to,
  codeLength,
  expiresAt: soon(595),
  resendAt: soon(28),
  triesLeft: 3,
});

const loggedIn =
  (answers: Readonly<Record<string, unknown>>) =>
  (fake: FakeGuichet): void => {
    certified(fake, 'pin');
    for (const [call, body] of Object.entries(answers)) fake.answer(call, { body });
  };

const ANSWERS = {
  'GET /api/account/identity': IDENTITY,
  'POST /api/account/email': codeSent(NEW_EMAIL, 6),
  'POST /api/account/email/confirm': { email: NEW_EMAIL, phone: IDENTITY.phone },
  'POST /api/account/phone': codeSent(NEW_PHONE, 6),
  'POST /api/account/phone/confirm': { email: IDENTITY.email, phone: NEW_PHONE },
};

const asked = (label: string, value: string, button: string, heading: string) => async (page: Page) => {
  await page.getByLabel(label).fill(value);
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('heading', { name: heading }).waitFor();
};
const confirmed =
  (ask: (page: Page) => Promise<void>, label: string, heading: string) => async (page: Page) => {
    await ask(page);
    await page.getByLabel(label).fill('123456');
    await page.getByRole('heading', { name: heading }).waitFor();
  };

export const askEmail = asked(
  'New email address',
  NEW_EMAIL,
  'Send me a code',
  'Type the code from the email',
);
export const askPhone = asked(
  'New mobile number',
  '06 98 76 54 32',
  'Send me an SMS',
  'Type the code from the SMS',
);

const scene = (path: string, act?: Scene['act']): Scene => ({
  path,
  device: true,
  ...(act && { act }),
  prepare: loggedIn(ANSWERS),
});

const UNDO = `/undo#${'u'.repeat(43)}`;

/** `/app/account` and `/undo` in the states a person meets. */
export const ACCOUNT_SCENES: Readonly<Record<string, Scene>> = {
  account: scene('/app/account'),
  'account-email': scene('/app/account/email'),
  'account-email-code': scene('/app/account/email', askEmail),
  'account-email-changed': scene(
    '/app/account/email',
    confirmed(askEmail, 'Code from the email', 'Your email address is changed'),
  ),
  'account-phone': scene('/app/account/phone'),
  'account-phone-code': scene('/app/account/phone', askPhone),
  'account-phone-changed': scene(
    '/app/account/phone',
    confirmed(askPhone, 'Code from the SMS', 'Your phone number is changed'),
  ),
  undo: { path: UNDO },
  'undo-done': {
    path: UNDO,
    prepare: (fake) => fake.answer('POST /api/account/contacts/undo', { status: 204 }),
    act: async (page) => {
      await page.getByRole('button', { name: 'Put them back and stop that phone' }).click();
      await page.getByRole('heading', { name: 'That phone is shut out' }).waitFor();
    },
  },
  'undo-no-link': { path: '/undo' },
};
