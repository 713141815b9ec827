import type { Page } from 'playwright-core';
import type { AccountExport, ClosureView } from '../../lambdas/contracts/leaving.ts';
import type { FakeGuichet } from './fake-guichet.ts';
import { certified, IDENTITY } from './move-scenes.ts';
import type { Scene } from './scenes.ts';

export const OBSTACLES: ClosureView = {
  obstacles: [
    { kind: 'organisation', id: '000000018', name: 'Boulangerie Acme' },
    { kind: 'service', id: 'client-1', name: 'Acme online' },
    { kind: 'application', id: 'application-1', name: 'Lyon' },
  ],
};

export const EXPORT: Pick<AccountExport, 'format' | 'version' | 'services'> = {
  format: 'guichet-export',
  version: 1,
  services: [{ id: 'tax', name: 'Tax service' }],
};

export const BOX = { items: [{ folder: 'safe', title: 'Lease' }] };

const ANSWERS = {
  'GET /api/account/identity': { body: IDENTITY },
  'PUT /api/account/pin': { status: 204 },
  'GET /api/account/closure': { body: { obstacles: [] } },
  'GET /api/account/export': { body: EXPORT },
  'GET /api/account/export/box': { body: BOX },
  'DELETE /api/account': { status: 204 },
};

const scene = (path: string, act?: Scene['act'], answers: object = {}): Scene => ({
  path,
  device: true,
  ...(act && { act }),
  prepare(fake: FakeGuichet) {
    certified(fake, 'pin');
    for (const [call, answer] of Object.entries({ ...ANSWERS, ...answers })) fake.answer(call, answer);
  },
});

export const digits = async (page: Page, pin: string): Promise<void> => {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
};
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

export async function typeCodes(page: Page, current: string, pin: string, repeated = pin): Promise<void> {
  await digits(page, current);
  await heading(page, 'Choose your new code');
  await digits(page, pin);
  await heading(page, 'Type it again');
  await digits(page, repeated);
}

const CODE = '/app/account/code';
const CLOSE = '/app/account/close';

/** Changing the code, taking one's data along, leaving. */
export const LEAVING_SCENES: Readonly<Record<string, Scene>> = {
  'account-code': scene(CODE),
  'account-code-new': scene(CODE, async (page) => {
    await digits(page, '4831');
    await heading(page, 'Choose your new code');
  }),
  'account-code-done': scene(CODE, async (page) => {
    await typeCodes(page, '4831', '5927');
    await heading(page, 'Your code is changed');
  }),
  'account-export': scene('/app/account/export'),
  'account-close': scene(CLOSE),
  'account-close-obstacles': scene(CLOSE, undefined, { 'GET /api/account/closure': { body: OBSTACLES } }),
  'account-closed': scene(CLOSE, async (page) => {
    await page.getByLabel('Type DELETE to confirm').fill('DELETE');
    await page.getByRole('button', { name: 'Close my account for good' }).click();
    await heading(page, 'Your account is closed');
  }),
};
