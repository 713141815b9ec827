import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { VERIFICATION_FAILURES } from '../../lambdas/contracts/signature-verification.ts';
import { isSolution } from '../../lambdas/domain/proof-of-work/proof-of-work.ts';
import en from '../../web/i18n/en/verify.ts';
import fr from '../../web/i18n/fr/verify.ts';
import ja from '../../web/i18n/ja/verify.ts';
import { openBrowser } from './browser.ts';
import { FakeGuichet, refusal } from './fake-guichet.ts';
import { openScene } from './pages.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const BITS = 10;
/** A look at the pages: `LOOK=folder npx vitest run test/web/verify.test.ts`. */
const LOOK = process.env.LOOK;

let browser: Browser;
let fake: FakeGuichet;
let context: BrowserContext | undefined;
beforeAll(async () => {
  fake = await FakeGuichet.start();
  browser = await openBrowser();
});
afterEach(async () => {
  await context?.close();
  context = undefined;
});
afterAll(async () => {
  await browser?.close();
  await fake?.stop();
});

const DOCUMENT = Buffer.from('A lease, not to be shown to anybody.\n'.repeat(30_000));
const oid = (last: number): Buffer => Buffer.from(`06096086480165030402${`0${last}`}`, 'hex');
/** Begins as a signature file does: the digest algorithms are named first. */
const signatureNaming = (last: number): Buffer =>
  Buffer.concat([Buffer.from('3082', 'hex'), randomBytes(20), oid(last), randomBytes(40), oid(1)]);

const SIGNER = {
  failures: [],
  sentences: [],
  judgedAt: '2026-11-01T09:00:00.000Z',
  claimedAt: '2026-11-01T08:59:58.000Z',
  timeStamp: { at: '2026-11-01T09:00:00.000Z', serial: '0a', policy: '1.2.3', authority: 'time-stamping' },
  revocation: { status: 'good' },
  digestAlgorithm: 'SHA-256',
  digest: createHash('sha256').update(DOCUMENT).digest('hex'),
  certificate: {
    serial: '47909f72598e943406b80f360d539bd25b6a10b0',
    kind: 'signature',
    subject: 'CN=2f8b4f70195ef51972e7c850632b8e85,C=FR',
    issuer: 'CN=signature,O=Guichet,C=FR',
    owner: 'Élodie Specimen',
    issuedBy: 'Guichet',
    notBefore: '2026-05-01T10:00:00.000Z',
    notAfter: '2031-05-10T21:59:59.000Z',
    keyAlgorithm: 'P-256',
    keyUsage: ['digitalSignature', 'nonRepudiation', 'emailProtection', 'documentSigning'],
    attributes: {
      name: 'Élodie Specimen',
      sex: '2',
      birthdate: '1990-05-10',
      address: '1 rue de l’Exemple, 75001 Paris, FR',
    },
  },
} as const;
const CONFIRMED = {
  valid: true,
  sentence: 'The authenticity of the document is confirmed.',
  signers: [SIGNER],
  verifiedAt: '2026-11-20T10:00:00.000Z',
  verifiedBy: 'https://guichet.example',
};
const failed = (failure: string, signers: object[] = [{ ...SIGNER, failures: [failure, 'revoked'] }]) => ({
  ...CONFIRMED,
  valid: false,
  failure,
  signers,
});

const challenge = randomBytes(32).toString('base64url');
async function open(answer: object = CONFIRMED, locale = 'en', width = 320): Promise<Page> {
  const scene = {
    path: '/verify',
    prepare: (guichet: FakeGuichet) =>
      void guichet
        .answer('POST /api/verification/challenge', {
          status: 201,
          body: { challenge, bits: BITS, expiresAt: '2099-01-01T00:00:00.000Z' },
        })
        .answer('POST /api/verification', { body: answer }),
  };
  const opened = await openScene(browser, fake, scene, {
    locale,
    viewport: { width, height: 800 },
    bypassCSP: true, // only so that axe may be put into the page
    acceptDownloads: true,
  });
  context = opened.context;
  return opened.page;
}

const give = (page: Page, id: string, name: string, buffer: Buffer) =>
  page.locator(`#${id}-input`).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
const press = (page: Page) => page.getByRole('button', { name: 'Verify', exact: true }).click();
const sentBody = (): Record<string, string> => {
  const [only, ...others] = fake.received.filter(({ path }) => path === '/api/verification');
  expect(others).toEqual([]);
  return JSON.parse(only?.body ?? '{}') as Record<string, string>;
};

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = (await page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(WCAG)}, resultTypes: ['violations'] })`,
  )) as AxeResults;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return [
    ...results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    ...(wide > 0 ? [`${wide} px too wide`] : []),
  ];
}

async function look(page: Page, name: string): Promise<void> {
  if (LOOK === undefined) return;
  mkdirSync(LOOK, { recursive: true });
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await page.screenshot({ path: `${LOOK}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 320, height: 800 });
}

describe('verify', () => {
  it('D5: a document and its signature: the document never leaves, the work is done, the plain sentence stands', async () => {
    const page = await open();
    expect(await findings(page)).toEqual([]);
    await look(page, 'verify');
    await give(page, 'document', 'lease.pdf', DOCUMENT);
    await give(page, 'file', 'lease.pdf.p7s', signatureNaming(1));
    await press(page);
    await page.getByRole('heading', { name: 'The authenticity of the document is confirmed' }).waitFor();
    const body = sentBody();
    expect(body).toMatchObject({ mode: 'hash', digestAlgorithm: 'SHA-256', challenge });
    expect(body.digest).toBe(createHash('sha256').update(DOCUMENT).digest('base64'));
    expect(isSolution(challenge, body.solution ?? '', BITS)).toBe(true);
    expect(fake.received.every((call) => call.body.length < 2000)).toBe(true);
    for (const fact of ['Élodie Specimen', 'Guichet', '10 May 1990', 'proven by the time-stamp'])
      expect(await page.locator('main').textContent()).toContain(fact);
    expect(await findings(page)).toEqual([]);
    await look(page, 'verify-confirmed');
  });

  it.each([
    [2, 'SHA-384', 'sha384'],
    [3, 'SHA-512', 'sha512'],
  ] as const)(
    'D5: the document is hashed as the signature asks (%i: %s), also from PEM',
    async (last, name, hash) => {
      const page = await open();
      const pem = `-----BEGIN CMS-----\n${signatureNaming(last).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CMS-----\n`;
      await give(page, 'document', 'lease.pdf', DOCUMENT);
      await give(page, 'file', 'lease.pem', Buffer.from(pem));
      await press(page);
      await page.getByRole('heading', { name: 'Confirmed', exact: true }).waitFor();
      expect(sentBody()).toMatchObject({
        digestAlgorithm: name,
        digest: createHash(hash).update(DOCUMENT).digest('base64'),
        signature: Buffer.from(pem).toString('base64'),
      });
    },
  );

  it('D5: one signed file, a hash value, a certificate: each asks for what it needs and sends it', async () => {
    const page = await open();
    await page.getByLabel('One signed file').check();
    await give(page, 'file', 'lease.p7m', signatureNaming(1));
    await press(page);
    await page.getByRole('button', { name: 'Verify another' }).click();
    expect(sentBody().mode).toBe('attached');
    fake.received.length = 0;
    await page.getByLabel('A signature file and the hash value').check();
    await give(page, 'file', 'lease.p7s', signatureNaming(1));
    await page.getByLabel('Hash algorithm').selectOption('SHA-512');
    await page.getByRole('textbox', { name: 'Hash value' }).fill(' AB12 ');
    await look(page, 'verify-hash');
    expect(await findings(page)).toEqual([]);
    await press(page);
    await page.getByRole('button', { name: 'Verify another' }).click();
    expect(sentBody()).toMatchObject({ mode: 'hash', digest: 'AB12', digestAlgorithm: 'SHA-512' });
    fake.received.length = 0;
    await page.getByLabel('A certificate').check();
    await give(page, 'file', 'elodie.cer', Buffer.from('3003020101', 'hex'));
    await press(page);
    await page.getByRole('heading', { name: 'The authenticity of the certificate is confirmed' }).waitFor();
    expect(sentBody()).toMatchObject({
      mode: 'certificate',
      certificate: Buffer.from('3003020101', 'hex').toString('base64'),
    });
  });

  it('D6: a failure: its reason first, advice beneath, further reasons after it, and who signed all the same', async () => {
    const page = await open(failed('wrong-hash'));
    await give(page, 'document', 'lease.pdf', DOCUMENT);
    await give(page, 'file', 'lease.p7s', signatureNaming(1));
    await press(page);
    await page.getByRole('heading', { name: 'Not confirmed' }).waitFor();
    const notice = page.locator('.notice.bad');
    // A person who gave a document hears of the document, not of hash values
    expect(await notice.getByRole('heading').allInnerTexts()).toEqual([
      'The document was altered after it was signed',
      'The certificate had been revoked',
    ]);
    expect(await notice.textContent()).toContain('ask the sender for the signed original');
    expect(await page.locator('main').textContent()).not.toContain(
      'authenticity of the document is confirmed',
    );
    expect(await findings(page)).toEqual([]);
    await look(page, 'verify-failed');
  });

  it('D6: nothing to show but the reason, when the file cannot be read', async () => {
    const page = await open(failed('unreadable', []));
    await page.getByLabel('One signed file').check();
    await give(page, 'file', 'holiday.p7m', randomBytes(50));
    await press(page);
    await page.getByRole('heading', { name: 'The file cannot be read' }).waitFor();
    expect(await page.locator('.signer').count()).toBe(0);
  });

  it('D6: the report is saved as JSON, word for word', async () => {
    const page = await open();
    await page.getByLabel('One signed file').check();
    await give(page, 'file', 'lease.p7m', signatureNaming(1));
    await press(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the report' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('lease.p7m.verification.json');
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual(CONFIRMED);
  });

  it('D4: what is missing or too large is told before anything is sent', async () => {
    const page = await open();
    await press(page);
    const summary = page.getByRole('alert');
    await summary.waitFor();
    expect(await summary.textContent()).toContain('Document: Choose a file.');
    expect(await findings(page)).toEqual([]);
    await page.getByLabel('One signed file').check();
    await give(page, 'file', 'film.p7m', Buffer.alloc(4_000_001));
    await press(page);
    await page.getByRole('alert').getByText('larger than 4 MB').first().waitFor();
    expect(fake.received).toEqual([]);
  });

  it('D4: a refused challenge says what to do, and the files stay chosen', async () => {
    const page = await open();
    fake.answer('POST /api/verification', refusal(410, 'challenge-expired'));
    await page.getByLabel('One signed file').check();
    await give(page, 'file', 'lease.p7m', signatureNaming(1));
    await press(page);
    await page.getByRole('heading', { name: 'That took too long' }).waitFor();
    expect(await page.locator('.file-name').textContent()).toContain('lease.p7m');
    fake.answer('POST /api/verification', { body: CONFIRMED });
    await press(page);
    await page.getByRole('heading', { name: 'Confirmed', exact: true }).waitFor();
  });

  it('D4: the start page leads here', async () => {
    const { context: opened, page } = await openScene(browser, fake, { path: '/' }, { locale: 'fr' });
    context = opened;
    await page.getByRole('main').getByRole('link', { name: 'Vérifier une signature' }).click();
    await page.getByRole('heading', { name: 'Vérifier une signature', level: 1 }).waitFor();
  });
});

describe('words of verification', () => {
  it('D6: every failure has its own sentence and advice in every language', () => {
    for (const words of [en, fr, ja] as Readonly<Record<string, string>>[]) {
      const sentences = VERIFICATION_FAILURES.map((code) => words[`verify.failure-${code}`]);
      const advice = VERIFICATION_FAILURES.map((code) => words[`verify.advice-${code}`]);
      for (const list of [sentences, advice]) {
        expect(list.every((sentence) => sentence !== undefined && sentence.length > 5)).toBe(true);
        expect(new Set(list).size).toBe(VERIFICATION_FAILURES.length);
      }
    }
  });
});
