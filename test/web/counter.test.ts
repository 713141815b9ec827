import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { atCounter, COUNTER_SCENES, openPerson, PERSON } from './counter-scenes.ts';
import { FakeGuichet, refusal } from './fake-guichet.ts';
import { openScene } from './pages.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PEOPLE = `/api/registry/people/${PERSON.account}`;

let browser: Browser;
let fake: FakeGuichet;
let context: BrowserContext | undefined;
beforeAll(async () => {
  browser = await openBrowser();
  fake = await FakeGuichet.start();
});
afterEach(async () => {
  await context?.close();
  context = undefined;
});
afterAll(async () => {
  await browser?.close();
  await fake?.stop();
});

async function open(name: string, options: object = {}): Promise<Page> {
  const scene = COUNTER_SCENES[name];
  if (scene === undefined) throw new Error(`There is no scene ${name}.`);
  const opened = await openScene(browser, fake, scene, { locale: 'en', ...options });
  context = opened.context;
  return opened.page;
}

const sent = (method: string, path: string) =>
  fake.received.filter((request) => request.method === method && request.path === path);
const bodyOf = (method: string, path: string): unknown => {
  const [first, ...more] = sent(method, path);
  expect(more).toEqual([]);
  return JSON.parse(first?.body ?? 'null');
};

describe('the counter', () => {
  it('X1: no data is opened before it is said how the person was identified', async () => {
    const page = await open('console-counter');
    await page.getByLabel('Exact value').fill('+33612345678');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('button', { name: 'Open the person’s data' }).click();
    await page.getByText('Please choose one.').first().waitFor();
    expect(sent('GET', PEOPLE)).toEqual([]);
    expect(bodyOf('POST', '/api/registry/search')).toEqual({ by: 'phone', value: '+33612345678' });
  });

  it('X3: nobody found is told', async () => {
    const page = await open('console-counter');
    fake.answer('POST /api/registry/search', { body: { people: [] } });
    await page.getByLabel('Search by').selectOption('email');
    await page.getByLabel('Exact value').fill('no@example.org');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('Nobody has exactly this').waitFor();
  });

  it.each([320, 1280])('X4: an opened person has no finding of axe at %i px', async (width) => {
    const page = await open('console-counter', {
      viewport: { width, height: 800 },
      reducedMotion: 'reduce',
      bypassCSP: true,
    });
    await openPerson(page);
    await page.evaluate(axe);
    const { violations } = (await page.evaluate(
      `axe.run({ runOnly: ${JSON.stringify(WCAG)}, resultTypes: ['violations'] })`,
    )) as AxeResults;
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 120)])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });

  it('C2: a code is unlocked only with the word that the person was identified', async () => {
    const page = await open('console-counter');
    fake.answer(`POST ${PEOPLE}/unlock`, () => {
      fake.answer(`GET ${PEOPLE}`, { body: { ...PERSON, pin: 'good' } });
      return { body: { unlocked: 1 } };
    });
    await openPerson(page);
    await page.getByRole('button', { name: 'Unlock the code' }).click();
    await page
      .getByText(/Please tick/)
      .first()
      .waitFor();
    expect(sent('POST', `${PEOPLE}/unlock`)).toEqual([]);
    await page.getByLabel('I have identified the person just now', { exact: true }).check();
    await page.getByRole('button', { name: 'Unlock the code' }).click();
    await page.getByText('not locked').waitFor();
    expect(bodyOf('POST', `${PEOPLE}/unlock`)).toEqual({ what: 'pin', identified: true });
  });

  it('D8: the code is given only with all three ticks, and shown once', async () => {
    const page = await open('console-counter');
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    fake.answer(`POST ${PEOPLE}/upgrade-code`, { status: 201, body: { code: '482913', expiresAt } });
    await openPerson(page);
    await page.getByLabel('The document is genuine and still valid').check();
    await page.getByRole('button', { name: 'Give the code' }).click();
    expect(sent('POST', `${PEOPLE}/upgrade-code`)).toEqual([]);
    await page.getByLabel('The person in front of me is the one in the document').check();
    await page.getByLabel('The data of the identity is that of the document').check();
    await page.getByRole('button', { name: 'Give the code' }).click();
    await page.getByText('482913').waitFor();
    expect(bodyOf('POST', `${PEOPLE}/upgrade-code`)).toEqual({
      compared: { documentGenuine: true, samePerson: true, dataCorrect: true },
    });
  });

  it('C5: a certificate is revoked with a reason, never without', async () => {
    const page = await open('console-counter');
    const serial = PERSON.certificates[0]?.serial;
    const path = `/api/registry/certificates/${serial}/revocation`;
    fake.answer(`POST ${path}`, { body: {} });
    await openPerson(page);
    const certificate = page.getByRole('article').filter({ hasText: serial ?? '' });
    await certificate.getByRole('button', { name: 'Revoke for good' }).click();
    await certificate.getByText('Please choose one.').first().waitFor();
    expect(sent('POST', path)).toEqual([]);
    await certificate.getByLabel('Reason').selectOption('key-compromise');
    await certificate.getByRole('button', { name: 'Revoke for good' }).click();
    await page.getByText('Done. The person is told.').waitFor({ state: 'attached' });
    expect(bodyOf('POST', path)).toEqual({ reason: 'key-compromise' });
  });

  it('B11: an identity is suspended with a reason and an identification, never without', async () => {
    const page = await open('console-counter-person');
    fake.answer(`POST ${PEOPLE}/suspension`, { body: {} });
    const block = page.locator('section').filter({ hasText: 'The identity as a whole' });
    const suspend = block.getByRole('button', { name: 'Suspend the identity' });
    await suspend.click();
    await block.getByText('Please choose one.').first().waitFor();
    await block.getByLabel('Reason').selectOption('misuse');
    await suspend.click();
    await block.locator('#suspension-sure-error').waitFor();
    expect(sent('POST', `${PEOPLE}/suspension`)).toEqual([]);
    await block.getByLabel('I have identified the person just now').check();
    await suspend.click();
    await page.getByText('Done. The person is told.').waitFor({ state: 'attached' });
    expect(bodyOf('POST', `${PEOPLE}/suspension`)).toEqual({ reason: 'misuse', identified: true });
  });

  it('B11: a suspended one shows by whom, since when and why, and is lifted after identification', async () => {
    const page = await open('console-counter-suspended');
    fake.answer(`DELETE ${PEOPLE}/suspension`, { body: {} });
    const block = page.locator('section').filter({ hasText: 'The identity as a whole' });
    await block.getByText('Somebody else uses it (services are told so)').waitFor();
    await block.getByText('alice').waitFor();
    const lift = block.getByRole('button', { name: 'Lift the suspension of the identity' });
    await lift.click();
    expect(sent('DELETE', `${PEOPLE}/suspension`)).toEqual([]);
    await block.getByLabel('I have identified the person just now').check();
    await lift.click();
    await page.getByText('Done. The person is told.').waitFor({ state: 'attached' });
    expect(sent('DELETE', `${PEOPLE}/suspension`)).toHaveLength(1);
  });

  it('C5: what is refused is told in words', async () => {
    const page = await open('console-counter');
    const serial = PERSON.certificates[1]?.serial;
    fake.answer(
      `DELETE /api/registry/certificates/${serial}/suspension`,
      refusal(409, 'certificate-not-suspended'),
    );
    await openPerson(page);
    await page.getByRole('button', { name: 'Lift the suspension', exact: true }).click();
    await page.getByText('This certificate is not suspended.').waitFor();
  });
});

describe('organisations at the counter', () => {
  const DECISION = '/api/registry/organisations/000000018/decision';

  it('E3: admitted only with every paper compared', async () => {
    const page = await open('console-counter-organisations');
    fake.answer(`POST ${DECISION}`, () => {
      fake.answer('GET /api/registry/organisations', { body: { organisations: [] } });
      return { body: {} };
    });
    await page.getByRole('button', { name: 'Admit' }).click();
    expect(sent('POST', DECISION)).toEqual([]);
    for (const paper of ['the power of attorney', 'the extract of the register', 'the representative'])
      await page.getByLabel(paper).check();
    await page.getByRole('button', { name: 'Admit' }).click();
    await page.getByText('No organisation is waiting.').waitFor();
    expect(bodyOf('POST', DECISION)).toMatchObject({ decision: 'admit' });
  });

  it('E3: refused only with a reason', async () => {
    const page = await open('console-counter-organisations');
    fake.answer(`POST ${DECISION}`, { body: {} });
    await page.getByRole('button', { name: 'Refuse' }).click();
    await page.getByText('Please choose one.').first().waitFor();
    expect(sent('POST', DECISION)).toEqual([]);
    await page.getByLabel('Reason').selectOption('papers-differ');
    await page.getByRole('button', { name: 'Refuse' }).click();
    await expect.poll(() => sent('POST', DECISION).length).toBe(1);
    expect(bodyOf('POST', DECISION)).toEqual({ decision: 'refuse', reason: 'papers-differ' });
  });
});

describe('who sees what', () => {
  it.each([
    [['clerk'], 'Counter'],
    [['reviewer'], 'Cases to decide'],
  ])('X3: an operator who is %s begins there and has no way to the other part', async (roles, title) => {
    const page = await open('console-counter-no-organisations');
    atCounter(fake);
    fake.answer('GET /api/review/session', {
      body: { username: 'x', name: 'X', roles, expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
    });
    fake.answer('GET /api/review/cases', { body: { cases: [] } });
    await page.goto(`${fake.origin}/console`);
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    expect(await page.getByRole('link', { name: 'Cases', exact: true }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Organisations' }).count()).toBe(
      roles.includes('clerk') ? 1 : 0,
    );
  });
});
