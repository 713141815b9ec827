import { crc32 } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { zip } from '../../web/procedures/zip.ts';
import { openBrowser } from './browser.ts';
import { FakeGuichet, type Received, refusal } from './fake-guichet.ts';
import { openScene } from './pages.ts';
import { APPLICATION, ISSUED_CONTENT, PROCEDURE_SCENES, RECEIVED_APPLICATION } from './procedure-scenes.ts';

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

async function open(name: string, locale = 'en'): Promise<Page> {
  const scene = PROCEDURE_SCENES[name];
  if (!scene) throw new Error(`There is no scene ${name}.`);
  const opened = await openScene(browser, fake, scene, { locale, acceptDownloads: true });
  context = opened.context;
  return opened.page;
}

const sent = (call: string): Received[] =>
  fake.received.filter(({ method, path }) => `${method} ${path}` === call);
const bodies = (call: string) =>
  sent(call).map(({ body }) => JSON.parse(Buffer.from(body, 'latin1').toString()));
const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64');

describe('the applicant', () => {
  it('E5: what is missing is listed by its label, leads to the field, and what was entered is saved', async () => {
    const page = await open('application-form');
    let version = 3;
    fake.answer('PUT /api/applications/a1', () => {
      version += 1;
      const problems = [{ field: 'child-name', code: 'missing' }];
      return { body: { ...APPLICATION, version, problems: version < 5 ? problems : [] } };
    });
    await page.getByLabel('Two parents').check();
    await page.getByLabel('Children in the household').fill('2');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Name of the child/ })
      .click();
    await page.keyboard.type('Lou MARTIN');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByRole('link', { name: /Employment certificate/ }).waitFor();
    expect(bodies('PUT /api/applications/a1')).toMatchObject([
      { version: 3, values: { household: 'two-parents', 'children-at-home': '2' } },
      { version: 4, values: { household: 'two-parents', 'child-name': 'Lou MARTIN' } },
    ]);
  });

  it('E5: entries survive a reload before they are saved; saving for later asks for nothing', async () => {
    const page = await open('application-form');
    fake.answer('PUT /api/applications/a1', { body: APPLICATION });
    await page.getByLabel('Name of the child').fill('Lou MARTIN');
    await page.reload();
    await page.getByLabel('Name of the child').waitFor();
    expect(await page.getByLabel('Name of the child').inputValue()).toBe('Lou MARTIN');
    await page.getByRole('button', { name: 'Save for later' }).click();
    await page.getByRole('link', { name: /Your answers/ }).waitFor();
    expect(bodies('PUT /api/applications/a1')).toMatchObject([{ values: { 'child-name': 'Lou MARTIN' } }]);
  });

  it('E5: the request of a document is checked by the person before it goes', async () => {
    const page = await open('application-ask');
    fake.answer('POST /api/applications/a1/document-requests', { status: 201, body: APPLICATION });
    await page.getByRole('button', { name: 'Check input' }).click();
    await page.getByRole('alert').getByText('Department').waitFor();
    await page.getByLabel('Who issues it').selectOption({ label: 'Boulangerie Acme (Lyon)' });
    await page.getByLabel('Department').fill('Archives');
    await page.getByRole('button', { name: 'Check input' }).click();
    await page.getByText('This goes to Boulangerie Acme. Is it right?').waitFor();
    expect(sent('POST /api/applications/a1/document-requests')).toEqual([]);
    await page.getByRole('button', { name: 'Ask with this content' }).click();
    await expect
      .poll(() => bodies('POST /api/applications/a1/document-requests'))
      .toEqual([
        {
          from: 'issuer',
          document: 'employment-certificate',
          issuer: '000000018',
          values: {
            'employee-name': 'Camille Anne MARTIN',
            'employee-birthdate': '1990-03-27',
            department: 'Archives',
          },
        },
      ]);
  });

  it('E2: a document of the safe is handed in; a refusal says why', async () => {
    const page = await open('application-ask');
    const item = {
      id: '2026#d1',
      folder: 'safe',
      kind: 'document',
      title: 'Employment certificate',
      files: 1,
    };
    fake.answer('GET /api/mailbox/items', {
      body: { items: [{ ...item, arrivedAt: '2026-11-01T10:00:00Z', from: 'Boulangerie Acme' }] },
    });
    fake.answer('POST /api/applications/a1/document-requests', refusal(403, 'not-your-document'));
    await page.getByText('Use a document of your safe').click();
    await page.getByRole('button', { name: 'Hand in' }).click();
    await page.getByText('This document was issued to somebody else.').waitFor();
    expect(bodies('POST /api/applications/a1/document-requests')).toEqual([
      { from: 'safe', document: 'employment-certificate', item: '2026#d1' },
    ]);
  });

  it('E5: what is shown to be signed is what the bytes say, in the labels of the language', async () => {
    const page = await open('application-sign', 'fr');
    await page.getByRole('heading', { name: 'Place en crèche municipale' }).waitFor();
    const sheet = page.getByRole('article');
    for (const shown of ['Camille Anne MARTIN', 'Deux parents', '1 mars 2025', 'Boulangerie Acme'])
      expect(await sheet.getByText(shown).first().isVisible(), shown).toBe(true);
  });

  it('E5: a draft is deleted only after a second look', async () => {
    const page = await open('application-draft');
    fake.answer('DELETE /api/applications/a1', {});
    fake.answer('GET /api/applications', { body: { applications: [] } });
    await page.getByText('Delete this draft').first().click();
    expect(sent('DELETE /api/applications/a1')).toEqual([]);
    await page.getByRole('button', { name: 'Delete this draft' }).click();
    await page.getByRole('heading', { name: 'What you can apply for' }).waitFor();
    expect(sent('DELETE /api/applications/a1')).toHaveLength(1);
  });
});

describe('the employer', () => {
  it('E5: reads the finished document before signing, and can go back', async () => {
    const page = await open('request-open');
    fake.answer('POST /api/document-requests/r1/issuance', { body: { toSign: base64(ISSUED_CONTENT) } });
    await page.getByLabel('Hours a week').fill('37,5');
    await page.getByRole('button', { name: 'Check and go on' }).click();
    await page.getByText('37.5 hours').waitFor();
    expect(bodies('POST /api/document-requests/r1/issuance')).toMatchObject([
      { values: { 'hours-a-week': '37.5' } },
    ]);
    await page.getByText('Signing needs a SIGNATURE certificate').waitFor();
    await page.getByRole('button', { name: 'Correct' }).click();
    expect(await page.getByLabel('Hours a week').inputValue()).toBe('37.5');
  });

  it('E5: refuses with a reason, never without', async () => {
    const page = await open('request-open');
    fake.answer('POST /api/document-requests/r1/refusal', { body: {} });
    await page.getByText('Refuse', { exact: true }).click();
    await page.getByRole('button', { name: 'Refuse with this reason' }).click();
    await page.getByRole('alert').waitFor();
    expect(sent('POST /api/document-requests/r1/refusal')).toEqual([]);
    await page.getByLabel('Reason').fill('Not employed here.');
    await page.getByRole('button', { name: 'Refuse with this reason' }).click();
    await expect
      .poll(() => bodies('POST /api/document-requests/r1/refusal'))
      .toEqual([{ reason: 'Not employed here.' }]);
  });
});

describe('the municipality', () => {
  it('E5: the period stands in the address, so that going back finds the same list', async () => {
    const page = await open('received-list');
    await page.getByLabel('From').fill('2026-10-01');
    await page.getByLabel('To').fill('2026-10-31');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/from=2026-10-01&to=2026-10-31/);
    fake.answer(`GET /api/organisations/000000026/applications/a1`, { body: RECEIVED_APPLICATION });
    await page.getByRole('link', { name: 'Show Camille Anne MARTIN' }).click();
    await page.getByRole('heading', { name: 'Camille Anne MARTIN' }).waitFor();
    await page.goBack();
    await page.getByLabel('From').waitFor();
    expect(await page.getByLabel('From').inputValue()).toBe('2026-10-01');
  });

  it('E5: everything comes as one archive', async () => {
    const page = await open('received-application');
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download everything (ZIP)' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('nursery-a1.zip');
  });

  it('E2: an exchanged document is told in words, and is not shown as certified', async () => {
    const page = await open('received-bad');
    await page.getByText('the file is not the one that was sent.').waitFor();
    await page.getByText('It was issued to another person.').waitFor();
  });

  it('E5: the answer is read as a document before it is sealed', async () => {
    const page = await open('received-application');
    const path = 'POST /api/organisations/000000026/applications/a1/answer';
    await page.getByRole('button', { name: 'Check and go on' }).click();
    await page.getByRole('alert').getByText('Decision').waitFor();
    const decided = {
      authority: { name: 'Ville de Specimen' },
      applicant: { name: 'Camille' },
      decidedOn: '2026-11-22',
    };
    fake.answer(path, {
      body: { toSign: base64({ ...decided, outcome: 'refused', text: 'No place is free.' }) },
    });
    await page.getByLabel('Refused').check();
    await page.getByLabel('Text to the applicant').fill('No place is free.');
    await page.getByRole('button', { name: 'Check and go on' }).click();
    await page.getByRole('heading', { name: 'Read and seal' }).waitFor();
    expect(bodies(path)).toEqual([{ outcome: 'refused', text: 'No place is free.' }]);
    await page.getByText('Signing for the organisation needs its certificate').waitFor();
  });
});

describe('the archive', () => {
  it('E5: holds each file whole, under its name in UTF-8', () => {
    const files = [
      { name: 'crèche.txt', bytes: new Uint8Array(Buffer.from('Une place.')) },
      { name: 'leer', bytes: new Uint8Array() },
    ];
    const archive = Buffer.from(zip(files));
    const end = archive.subarray(-22);
    expect([end.readUInt32LE(0), end.readUInt16LE(10)]).toEqual([0x06054b50, 2]);
    let entry = end.readUInt32LE(16);
    for (const { name, bytes } of files) {
      expect(archive.readUInt32LE(entry)).toBe(0x02014b50);
      const nameLength = archive.readUInt16LE(entry + 28);
      const local = archive.readUInt32LE(entry + 42);
      expect(archive.subarray(entry + 46, entry + 46 + nameLength).toString()).toBe(name);
      expect(archive.readUInt32LE(local)).toBe(0x04034b50);
      const content = archive.subarray(local + 30 + nameLength, local + 30 + nameLength + bytes.length);
      expect(content.equals(Buffer.from(bytes))).toBe(true);
      for (const at of [local + 14, entry + 16]) expect(archive.readUInt32LE(at)).toBe(crc32(bytes));
      entry += 46 + nameLength;
    }
    expect(entry).toBe(archive.length - 22);
  });
});
