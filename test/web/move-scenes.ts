import type { Page } from 'playwright-core';
import type { IdentityView } from '../../lambdas/contracts/account.ts';
import type { DirectoryView, MoveView } from '../../lambdas/contracts/moves.ts';
import { DEMO_BUSINESSES } from '../../local/demo-businesses/directory.ts';
import type { FakeGuichet } from './fake-guichet.ts';
import type { Scene } from './scenes.ts';

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

export const IDENTITY: IdentityView = {
  givenName: 'Élodie Camille',
  familyName: 'SPECIMEN',
  birthdate: '1990-05-10',
  gender: 'female',
  birthPlace: '69123',
  birthCountry: '99100',
  email: 'elodie@example.org',
  phone: '+33612345678',
  address: { street: '1 rue de l’Exemple', postalCode: '75001', city: 'Paris', country: 'FR' },
  level: 'substantial',
  language: 'en',
  verifiedAt: soon(-90 * 86_400),
};

const AGREED: Readonly<Record<string, string>> = {
  'eaux-de-la-saone': 'C-4410-77',
  'mutuelle-des-tilleuls': 'P/2019/00412',
  'carte-azur': '4970-81',
  'banque-du-beffroi': '00041 2287',
};
/** The laptop's directory; `agreed`: the four businesses that may be told. */
export const directory = (agreed = true): DirectoryView => ({
  businesses: DEMO_BUSINESSES.map((business) => ({
    ...business,
    category: business.category as DirectoryView['businesses'][number]['category'],
    ...(agreed &&
      AGREED[business.id] !== undefined && {
        consent: { contractNumber: AGREED[business.id] ?? '', givenAt: soon(-86_400) },
      }),
  })),
});

export const move = (changes: Partial<MoveView> = {}): MoveView => ({
  move: 'm1',
  state: 'open',
  startedAt: soon(-60),
  attributes: {
    name: 'Élodie Camille SPECIMEN',
    sex: 'female',
    birthdate: '1990-05-10',
    address: '8 quai de la Gare, 13001 Marseille, FR',
  },
  notices: [],
  ...changes,
});

const notice = (id: string, state: MoveView['notices'][number]['state'], reason?: string) => ({
  business: id,
  name: DEMO_BUSINESSES.find((business) => business.id === id)?.name ?? id,
  state,
  ...(state !== 'queued' && { at: soon(-20) }),
  ...(reason && { reason }),
});
export const SENT = move({
  state: 'sent',
  notices: [
    notice('eaux-de-la-saone', 'accepted'),
    notice('mutuelle-des-tilleuls', 'refused', 'unknown policy'),
    notice('carte-azur', 'unreachable', 'no-answer'),
    notice('banque-du-beffroi', 'queued'),
    notice('voltalys', 'queued', 'no-answer'),
  ],
});
const CANCELLED = move({
  state: 'cancelled',
  notices: [notice('eaux-de-la-saone', 'accepted'), notice('banque-du-beffroi', 'stopped', 'move-cancelled')],
});

/** Logged in with the AUTHENTICATION certificate, or with the code alone. */
export const certified = (fake: FakeGuichet, method: 'certificate' | 'pin' = 'certificate'): FakeGuichet =>
  fake.answer('GET /api/authenticator/session', {
    body: { method, openedAt: soon(-60), expiresAt: soon(8 * 3600) },
  });

const scene = (
  path: string,
  answers: Readonly<Record<string, unknown>>,
  act?: Scene['act'],
  method?: 'pin',
): Scene => ({
  path,
  device: true,
  ...(act && { act }),
  prepare: (fake) => {
    certified(fake, method);
    for (const [call, body] of Object.entries(answers)) fake.answer(call, { body });
  },
});

const BUSINESSES = 'GET /api/businesses';
const IDENTITY_CALL = 'GET /api/account/identity';
const begin = (page: Page) => page.getByRole('button', { name: 'Begin' }).click();

/** `/app/identity` and `/app/move` in the states a person meets. */
export const MOVE_SCENES: Readonly<Record<string, Scene>> = {
  identity: scene('/app/identity', { [IDENTITY_CALL]: IDENTITY }),
  'identity-low': scene('/app/identity', { [IDENTITY_CALL]: { ...IDENTITY, level: 'low' } }),
  'identity-change': scene('/app/identity', { [IDENTITY_CALL]: IDENTITY }, (page) =>
    page.getByRole('button', { name: 'I have moved' }).click(),
  ),
  'identity-changed': scene(
    '/app/identity',
    {
      [IDENTITY_CALL]: IDENTITY,
      'PUT /api/account/address': { address: IDENTITY.address, ended: ['3f9a'] },
    },
    async (page) => {
      await page.getByRole('button', { name: 'I have moved' }).click();
      await page.getByRole('button', { name: 'Change my address' }).click();
      await page.getByRole('heading', { name: 'Your address is changed' }).waitFor();
    },
  ),
  'move-none': scene('/app/move', { [BUSINESSES]: directory(false) }),
  'move-agreed': scene('/app/move', { [BUSINESSES]: directory() }),
  'move-certificate': scene('/app/move', { [BUSINESSES]: directory() }, undefined, 'pin'),
  'move-form': scene('/app/move', { [BUSINESSES]: directory(), 'POST /api/moves': move() }, begin),
  'move-directory': scene('/app/move/businesses', { [BUSINESSES]: directory() }),
  'move-directory-number': scene('/app/move/businesses', { [BUSINESSES]: directory() }, (page) =>
    page.getByRole('button', { name: 'Allow Radio Horizon' }).click(),
  ),
  'move-told': scene('/app/move/m1', { 'GET /api/moves/m1': SENT }),
  'move-cancelled': scene('/app/move/m1', { 'GET /api/moves/m1': CANCELLED }),
};
