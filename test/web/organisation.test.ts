import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTHORITY_FAILURES, type AuthorityView } from '../../lambdas/contracts/organisations.ts';
import en from '../../web/i18n/en.ts';
import { openBrowser } from './browser.ts';
import { FakeGuichet } from './fake-guichet.ts';
import { AUTHORITY, ORGANISATION_SCENES } from './organisation-scenes.ts';
import { openScene } from './pages.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
let fake: FakeGuichet;
beforeAll(async () => {
  browser = await openBrowser();
  fake = await FakeGuichet.start();
});
afterAll(async () => {
  await browser?.close();
  await fake?.stop();
});

async function opened(name: string, work: (page: Page) => Promise<void>): Promise<void> {
  const scene = ORGANISATION_SCENES[name];
  if (!scene) throw new Error(`There is no scene ${name}.`);
  const options = { viewport: { width: 390, height: 844 }, locale: 'en', bypassCSP: true } as const;
  const { context, page, complaints } = await openScene(browser, fake, scene, options);
  await work(page);
  expect(complaints).toEqual([]);
  await context.close();
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = (await page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })`,
  )) as AxeResults;
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
}

const sent = (call: string) => {
  const found = fake.received.findLast(({ method, path }) => `${method} ${path}` === call);
  return found && (JSON.parse(found.body || 'null') as Record<string, unknown>);
};
const ACME = '000000018';

describe('the delegate’s screens', () => {
  it('E3: three screens, then the request; going back keeps what was typed', () =>
    opened('attribute-ask', async (page) => {
      fake
        .answer(`GET /api/organisations/${ACME}`, {
          body: { id: ACME, name: 'Acme', kind: 'company', town: 'Lyon', status: 'active' },
        })
        .answer('POST /api/attribute-requests', { status: 201, body: { id: 'r1' } })
        .answer('GET /api/attribute-requests/r1', { status: 404, body: {} });
      await page.getByLabel('Corporate number').fill('000 000 018');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('heading', { name: 'What you may do' }).waitFor();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('alert').waitFor(); // nothing typed yet
      expect(await findings(page)).toEqual([]);
      await page.getByLabel('Department').fill('Human resources');
      await page.getByLabel('Post', { exact: true }).fill('Head');
      await page.getByLabel('Issue employment certificates').check();
      await page.getByRole('button', { name: 'Back' }).click();
      expect(await page.getByLabel('Corporate number').inputValue()).toBe('000 000 018');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText('Acme, 000').waitFor();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Request approval' }).click();
      await page.waitForURL('**/organisation/requests/r1');
      expect(sent('POST /api/attribute-requests')).toMatchObject({
        organisation: '000 000 018',
        keeping: 'safe',
        department: 'Human resources',
        authorities: ['employment-certificate'],
      });
    }));
});

describe('the representative’s screens', () => {
  it('E3: nothing is signed before “I have checked”', () =>
    opened('attribute-approve', async (page) => {
      await page.getByText('Tick that you have checked').waitFor();
      expect(await page.getByText('No key for this on this device').count()).toBe(0);
      await page.getByLabel('I have checked').check();
      await page.getByText('No key for this on this device').waitFor();
      const apply = page.getByRole('link', { name: 'Get the certificate' });
      expect(await apply.getAttribute('href')).toContain('corporate?organisation=000000018');
    }));

  it('E3: refusal takes a reason', () =>
    opened('attribute-approve', async (page) => {
      fake.answer('POST /api/attribute-requests/r1/refusal', { body: {} });
      await page.getByText('Refuse instead').click();
      await page.getByLabel('Why do you refuse?').fill('Not your department.');
      await page.getByRole('button', { name: 'Refuse', exact: true }).click();
      await expect
        .poll(() => sent('POST /api/attribute-requests/r1/refusal'))
        .toEqual({
          reason: 'Not your department.',
        });
    }));

  it('E3: what was cut off is finished without a second signature', () =>
    opened('attribute-finish', async (page) => {
      fake.answer('POST /api/attribute-requests/r1/approval', { body: {} });
      await page.getByRole('button', { name: 'Issue the attribute now' }).click();
      await expect.poll(() => sent('POST /api/attribute-requests/r1/approval')).toEqual({ checked: true });
    }));

  it('E3: revoking asks first', () =>
    opened('attributes-given', async (page) => {
      fake.answer('POST /api/attributes/a1/revocation', { status: 204 });
      await page.getByRole('button', { name: 'Revoke', exact: true }).click();
      await page.getByRole('dialog').waitFor();
      expect(await findings(page)).toEqual([]);
      expect(sent('POST /api/attributes/a1/revocation')).toBeUndefined();
      await page.getByRole('button', { name: 'Revoke for good' }).click();
      await expect.poll(() => fake.received.some(({ path }) => path.endsWith('/revocation'))).toBe(true);
    }));
});

describe('registering', () => {
  it('D9: papers stay on the device; only their fingerprints are sent', () =>
    opened('organisation-register', async (page) => {
      fake
        .answer('POST /api/organisations', { status: 201, body: { id: ACME, status: 'pending' } })
        .answer(`GET /api/organisations/${ACME}`, { status: 404, body: {} });
      const paper = Buffer.from('a power of attorney');
      const file = { name: 'paper.pdf', mimeType: 'application/pdf', buffer: paper };
      await page.getByLabel('Corporate number').fill('000 000 018');
      await page.getByLabel('Registered name').fill('Acme');
      await page.locator('#town').fill('Lyon');
      await page.getByLabel('Tax number').fill('FR00000000018');
      await page.locator('#powerOfAttorney-file').setInputFiles(file);
      await page.locator('#registerExtract-file').setInputFiles(file);
      await expect.poll(() => page.getByText('fingerprint taken').count()).toBe(2);
      await page.getByRole('button', { name: 'Register', exact: true }).click();
      await expect
        .poll(() => sent('POST /api/organisations'))
        .toMatchObject({
          powerOfAttorney: { size: paper.length, digest: expect.stringMatching(/^[\w-]{43}$/) },
        });
      expect(fake.received.some(({ body }) => body.includes('power of attorney'))).toBe(false);
    }));
});

describe('show attributes', () => {
  const failed: AuthorityView = {
    ...AUTHORITY,
    authorised: false,
    failures: ['attribute-revoked', 'approval-certificate-revoked'],
  };
  it.each([
    ['E4: the signer may', AUTHORITY, 'Dominique Delegate may do this for Boulangerie Acme.'],
    [
      'E4: the signer may not: each failure its own sentence',
      failed,
      en['authority-failure.attribute-revoked'],
    ],
  ] as const)('%s', (_name, view, sentence) =>
    opened('authority-check', async (page) => {
      fake.answer('POST /api/attributes/check', { body: view });
      const buffer = Buffer.from('signed');
      await page
        .locator('#file')
        .setInputFiles({ name: 'x.p7m', mimeType: 'application/pkcs7-mime', buffer });
      await page.getByText(sentence).waitFor();
      expect(sent('POST /api/attributes/check')).toEqual({
        document: buffer.toString('base64'),
        authority: 'employment-certificate',
      });
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Check another document' }).click();
      await page.getByText('Choose the signed document').waitFor();
    }),
  );

  it('E4: every failure has a sentence of its own', () => {
    const sentences = AUTHORITY_FAILURES.map((failure) => en[`authority-failure.${failure}`]);
    expect(sentences.every((sentence) => sentence.length > 20)).toBe(true);
    expect(new Set(sentences).size).toBe(AUTHORITY_FAILURES.length);
  });
});
