import type { Page } from 'playwright-core';
import type {
  CertificateApplicationView,
  CertificatesView,
  CertificateView,
} from '../../lambdas/contracts/certificates.ts';
import { loggedIn } from './organisation-scenes.ts';
import type { Scene } from './scenes.ts';

const DAY = 86_400_000;
const soon = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

export const certificate = (changes: Partial<CertificateView> = {}): CertificateView => ({
  serial: '3f9a0c51d27be4886e10c4a25b7d93f10e6a4c27',
  kind: 'signature',
  status: 'good',
  storage: 'file',
  keyId: 'S2V5',
  issuedAt: soon(-3),
  notBefore: soon(-3),
  notAfter: soon(1700),
  renewable: false,
  ...changes,
});
const authentication = certificate({
  serial: '1c44d90be27f035a8861f9d02c7be5a3370fd516',
  kind: 'authentication',
});
const revoked = certificate({
  serial: '7be1a3020f5c94d8',
  status: 'revoked',
  reason: 'affiliationChanged',
  endedAt: soon(-40),
});

type Offers = CertificatesView['offers'];
const NO_OFFERS: Offers = [];
const BOTH: Offers = [
  { kind: 'authentication', possible: true },
  { kind: 'signature', possible: true },
];

const scene = (path: string, answers: Readonly<Record<string, unknown>>, act?: Scene['act']): Scene => ({
  path,
  device: true,
  ...(act && { act }),
  prepare: (fake) => {
    loggedIn(fake);
    for (const [call, body] of Object.entries(answers)) fake.answer(call, { body });
  },
});
const shelf = (certificates: readonly CertificateView[], offers: Offers = NO_OFFERS, act?: Scene['act']) =>
  scene('/app/certificates', { 'GET /api/certificates': { certificates, offers } }, act);

const ATTRIBUTES = {
  name: 'Élodie Camille Specimen',
  sex: '2',
  birthdate: '1990-05-10',
  address: '1 rue de l’Exemple, 75001 Paris, FR',
} as const;

export const application = (
  changes: Partial<CertificateApplicationView> = {},
): CertificateApplicationView => ({
  application: 'app-1',
  kind: 'signature',
  storage: 'file',
  status: 'to-confirm',
  expiresAt: soon(30),
  attributes: ATTRIBUTES,
  ...changes,
});
const { attributes: _, ...WITHOUT_ATTRIBUTES } = application();

const APPLY = 'POST /api/certificates/applications';
const CONFIRM = 'POST /api/certificates/applications/app-1/confirm';

/** Answers of the server to an application of a kind, from the first step to the third. */
export function applying(of: Partial<CertificateApplicationView> = {}): Readonly<Record<string, unknown>> {
  const base = (of.kind ?? 'signature') === 'signature' ? application(of) : { ...WITHOUT_ATTRIBUTES, ...of };
  return { [APPLY]: base, [CONFIRM]: { ...base, status: 'confirmed' } };
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const read = (page: Page) => press(page, 'I have read this');

/** Carried through the steps to the one asked for. */
export async function toStep(page: Page, step: 2 | 3 | 4, carrier?: string): Promise<void> {
  await read(page);
  if (carrier !== undefined) {
    await press(page, 'I have a secure carrier');
    await page.getByLabel(carrier).check();
  }
  if (step === 2) return;
  await press(page, 'Continue');
  await page.getByText('Step 3 of 4').waitFor();
  if (step === 3) return;
  if (await page.getByLabel('This is right').count()) await page.getByLabel('This is right').check();
  await press(page, 'Continue');
  await page.getByText('Step 4 of 4').waitFor();
}

const apply = (kind: string, of: Partial<CertificateApplicationView> = {}, act?: Scene['act'], query = '') =>
  scene(`/app/certificates/apply/${kind}${query}`, applying(of), act);
const AUTHENTICATION = { kind: 'authentication' } as const;
const CORPORATE = { kind: 'corporate', organisation: '000000018' } as const;
const SEAL = { kind: 'official-seal', organisation: '000000026' } as const;
const OF_ACME = '?organisation=000000018';

/** `/app/certificates` in the states a holder meets. */
export const CERTIFICATE_SCENES: Readonly<Record<string, Scene>> = {
  'certificates-none': shelf([], BOTH),
  'certificates-not-yet': shelf(
    [authentication],
    [{ kind: 'signature', possible: false, code: 'address-missing' }],
  ),
  certificates: shelf([certificate(), authentication]),
  'certificates-suspended': shelf([
    certificate({ status: 'suspended', reason: 'certificateHold', endedAt: soon(-1), suspendedBy: 'holder' }),
    authentication,
  ]),
  'certificates-suspended-counter': shelf([
    certificate({
      status: 'suspended',
      reason: 'certificateHold',
      endedAt: soon(-1),
      suspendedBy: 'counter',
    }),
  ]),
  'certificates-organisation': shelf([
    certificate({ renewable: true, notAfter: soon(40) }),
    authentication,
    certificate({ serial: 'aa01', kind: 'corporate', organisation: '000000018' }),
    certificate({
      serial: 'aa02',
      kind: 'official-seal',
      organisation: '000000026',
      status: 'suspended',
      endedAt: soon(-2),
      suspendedBy: 'holder',
    }),
  ]),
  'certificates-earlier': shelf(
    [
      authentication,
      revoked,
      certificate({ serial: 'bb01', status: 'expired', notAfter: soon(-400) }),
      certificate({
        serial: 'bb02',
        kind: 'corporate',
        organisation: '000000018',
        status: 'revoked',
        endedAt: soon(-9),
        reason: 'superseded',
      }),
    ],
    [{ kind: 'signature', possible: true }],
    (page) => page.getByText('Earlier certificates').click(),
  ),
  'certificates-end': shelf([certificate(), authentication], NO_OFFERS, async (page) => {
    await page.getByRole('button', { name: 'End it' }).first().click();
    await page.getByRole('dialog').waitFor();
  }),
  'apply-authentication': apply('authentication'),
  'apply-authentication-choose': apply('authentication', AUTHENTICATION, (page) => toStep(page, 2)),
  'apply-authentication-confirm': apply('authentication', AUTHENTICATION, (page) => toStep(page, 3)),
  'apply-authentication-get': apply('authentication', AUTHENTICATION, (page) => toStep(page, 4)),
  'apply-signature': apply('signature'),
  'apply-signature-choose': apply('signature', {}, (page) => toStep(page, 2)),
  'apply-signature-carriers': apply('signature', {}, (page) => toStep(page, 2, 'SIM card')),
  'apply-signature-confirm': apply('signature', {}, (page) => toStep(page, 3)),
  'apply-signature-password': apply('signature', {}, (page) => toStep(page, 4)),
  'apply-signature-request': apply('signature', { storage: 'akey' }, (page) => toStep(page, 4, 'AKey')),
  'apply-corporate': apply('corporate', CORPORATE, undefined, OF_ACME),
  'apply-corporate-confirm': apply('corporate', CORPORATE, (page) => toStep(page, 3), OF_ACME),
  'apply-corporate-password': apply('corporate', CORPORATE, (page) => toStep(page, 4), OF_ACME),
  'apply-official-seal': apply('official-seal', SEAL, undefined, '?organisation=000000026'),
  'apply-official-seal-confirm': apply(
    'official-seal',
    SEAL,
    (page) => toStep(page, 3),
    '?organisation=000000026',
  ),
};
