import type { Page } from 'playwright-core';
import type { RegistryOrganisation, RegistryPersonView } from '../../lambdas/contracts/registry.ts';
import { type FakeGuichet, refusal } from './fake-guichet.ts';
import type { Scene } from './scenes.ts';

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const DAY = 86_400;
const SERIAL = '3f9a0c51d27be4886e10c4a25b7d93f10e6a4c27';

const clerk = { username: 'alice', name: 'Alice Clerk', roles: ['reviewer', 'clerk'], expiresAt: soon(3600) };

export const PERSON: RegistryPersonView = {
  account: 'bN1x2k9QeU6WmT4sR7yA0g',
  status: 'active',
  level: 'low',
  verifiedAt: soon(-90 * DAY),
  language: 'en',
  identity: {
    givenName: 'Camille Anne',
    familyName: 'MARTIN',
    birthdate: '1990-03-27',
    gender: 'female',
    address: '4 rue de la Loge, 69001 Lyon, FR',
    documentExpiry: '2031-06-30',
    email: 'camille@example.org',
    phone: '+33612345678',
  },
  pin: 'locked',
  signingKeys: [
    { key: 'k1', createdAt: soon(-80 * DAY), locked: true, certificate: SERIAL },
    { key: 'k2', createdAt: soon(-10 * DAY), locked: false },
  ],
  certificates: [
    {
      serial: SERIAL,
      kind: 'authentication',
      status: 'good',
      storage: 'file',
      keyId: 'k',
      issuedAt: soon(-80 * DAY),
      notBefore: soon(-80 * DAY),
      notAfter: soon(1000 * DAY),
      renewable: false,
    },
    {
      serial: '5a'.repeat(20),
      kind: 'signature',
      status: 'suspended',
      storage: 'kaztoken',
      keyId: 'k',
      issuedAt: soon(-70 * DAY),
      notBefore: soon(-70 * DAY),
      notAfter: soon(1000 * DAY),
      renewable: false,
      reason: 'certificateHold',
      endedAt: soon(-DAY),
      suspendedBy: 'holder',
    },
  ],
};

export const SUSPENDED: RegistryPersonView = {
  ...PERSON,
  status: 'suspended',
  suspension: { reason: 'misuse', by: 'alice', at: soon(-3600) },
};

const ACME: RegistryOrganisation = {
  id: '000000018',
  name: 'Boulangerie Acme',
  kind: 'company',
  town: 'Lyon',
  status: 'pending',
  representative: PERSON.account,
  registeredAt: soon(-3600),
  registration: {
    taxNumber: 'FR66000000018',
    powerOfAttorney: { digest: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA', size: 81_204 },
    registerExtract: { digest: 'EjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8', size: 40_960 },
  },
};

/** A clerk is signed in; somebody and something waits. */
export function atCounter(fake: FakeGuichet): void {
  const { account, status, level, verifiedAt } = PERSON;
  fake.answer('GET /api/review/session', { body: clerk });
  fake.answer('POST /api/registry/search', { body: { people: [{ account, status, level, verifiedAt }] } });
  fake.answer(`GET /api/registry/people/${account}`, { body: PERSON });
  fake.answer('GET /api/registry/organisations', { body: { organisations: [ACME] } });
}

/** Searches, identifies and opens the person. */
export async function openPerson(page: Page): Promise<void> {
  await page.getByLabel('Exact value').fill('+33612345678');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByLabel('The person is here, with a document').check();
  await page.getByRole('button', { name: 'Open the person’s data' }).click();
  await page.getByText('4 rue de la Loge').waitFor();
}

export const COUNTER_SCENES: Readonly<Record<string, Scene>> = {
  'console-counter': { path: '/console/counter', prepare: atCounter },
  'console-counter-person': { path: '/console/counter', prepare: atCounter, act: openPerson },
  'console-counter-suspended': {
    path: '/console/counter',
    prepare: (fake) => {
      atCounter(fake);
      fake.answer(`GET /api/registry/people/${PERSON.account}`, { body: SUSPENDED });
    },
    act: openPerson,
  },
  'console-counter-organisations': { path: '/console/organisations', prepare: atCounter },
  'console-counter-no-organisations': {
    path: '/console/organisations',
    prepare: (fake) => {
      atCounter(fake);
      fake.answer('GET /api/registry/organisations', { body: { organisations: [] } });
    },
  },
  'console-counter-role-missing': {
    path: '/console/organisations',
    prepare: (fake) => {
      atCounter(fake);
      fake.answer('GET /api/registry/organisations', refusal(403, 'role-missing'));
    },
  },
};
