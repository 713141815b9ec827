import type { Browser, Page } from 'playwright-core';
import type { Character } from '../cast.ts';
import type { Journal } from '../journal.ts';
import type { Mailbox } from '../mailbox.ts';

export interface Enrolment {
  readonly origin: string;
  readonly browser: Browser;
  readonly character: Character;
  readonly level: 'low' | 'substantial';
  readonly journal: Journal;
  readonly mailbox: Mailbox;
}

const SLOW = { timeout: 180_000 };

/** The whole of enrolment as a person does it, up to the page that waits for the decision. */
export async function enrol(story: Enrolment): Promise<Page> {
  const { journal, browser, origin } = story;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    permissions: ['camera', 'microphone'],
    locale: 'en-GB',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(origin);
  await journal.picture(page, 'home');
  await journal.step('eligibility', () => passGate(page, story));
  await journal.step('e-mail and phone', () => proveContacts(page, story));
  await journal.step('form', () => fillForm(page, story));
  await journal.step('registered letter', () => openLetter(page, story));
  await journal.step('document picture read and judged', () => showDocument(page, story));
  await journal.step('video', () => recordVideo(page, story));
  await page.locator('main .actions button').first().click();
  await page.waitForURL('**/enrol/status', SLOW);
  await journal.picture(page, 'submitted');
  return page;
}

async function passGate(page: Page, { level, character, journal }: Enrolment): Promise<void> {
  await page.goto(new URL('/enrol', page.url()).href);
  await choose(page, 'level', level);
  await journal.picture(page, 'start');
  await page.locator('main .actions button').first().click();
  await fillDate(page, 'birthdate', character.holder.birthDate);
  await choose(page, 'documentType', 'passport');
  await fillDate(page, 'documentExpiry', character.holder.expiryDate);
  await choose(page, 'phoneSystem', 'android');
  await page.locator('#acceptsTerms').check({ force: true });
  await journal.picture(page, 'eligibility');
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL('**/enrol/email');
}

async function proveContacts(page: Page, { character, journal, mailbox }: Enrolment): Promise<void> {
  await page.locator('#email').fill(character.email);
  await page.locator('main form button[type=submit]').click();
  await page.locator('#code').waitFor();
  await journal.picture(page, 'e-mail code');
  await page.locator('#code').fill(await mailbox.code(character.email));
  await page.waitForURL('**/enrol/phone');
  await page.locator('#phone').fill(character.phone);
  await page.locator('main form button[type=submit]').click();
  await page.locator('#code').waitFor();
  await page.locator('#code').fill(await mailbox.code(character.phone));
  await page.waitForURL('**/enrol/document');
}

async function fillForm(page: Page, { character, journal }: Enrolment): Promise<void> {
  const { holder } = character;
  await choose(page, 'documentType', 'passport');
  await journal.picture(page, 'document type');
  await page.locator('main .actions button').first().click();
  await page.waitForURL('**/enrol/form');
  await page.locator('#givenNames').fill(holder.givenNames.join(' '));
  await page.locator('#familyName').fill(holder.surname);
  await choose(page, 'gender', holder.sex === 'F' ? 'female' : 'male');
  await fillDate(page, 'birthdate', holder.birthDate);
  await page.locator('#birthCountry').selectOption('99100');
  await page.locator('#birthPlace').fill('69123');
  await page.locator('#documentNumber').fill(holder.documentNumber);
  await page.locator('[id="address.street"]').fill('12 rue des Écoles');
  await page.locator('[id="address.postalCode"]').fill('75005');
  await page.locator('[id="address.city"]').fill('Paris');
  await journal.picture(page, 'form');
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL('**/enrol/review');
  await journal.picture(page, 'review');
  await page.locator('main .actions button').first().click();
  await page.waitForURL('**/enrol/channel');
  await page.locator('main .actions button').first().click();
  await page.waitForURL('**/enrol/letter');
  await journal.picture(page, 'letter sent');
}

async function openLetter(page: Page, { character, journal, mailbox }: Enrolment): Promise<void> {
  const link = await mailbox.link(character.email, '/letter#');
  await page.goto('about:blank'); // a link in a mail opens anew
  await page.goto(link);
  await journal.picture(page, 'registered letter');
  await page.locator('main .actions button').first().click();
  await page.waitForURL('**/enrol/pictures');
  await journal.picture(page, 'secure space');
}

async function showDocument(page: Page, { character, journal }: Enrolment): Promise<void> {
  await page.locator('#file-front').setInputFiles(character.passport);
  await page.locator('.preview img').waitFor();
  await journal.picture(page, 'passport chosen');
  await page.locator('[data-side=front] .actions button').first().click();
  await page.locator('[data-side=front] .notice').waitFor(SLOW);
  await journal.picture(page, 'passport judged');
  await page.locator('main .actions button').last().click();
  await page.waitForURL('**/enrol/video');
}

async function recordVideo(page: Page, { journal }: Enrolment): Promise<void> {
  await journal.picture(page, 'video instructions');
  await page.locator('main .actions button').first().click();
  const record = page.locator('main .actions button:not([disabled])').first();
  await page.locator('video.mirrored').waitFor();
  await record.click();
  await page.locator('.stage-digit:not(.waiting-digit)').waitFor();
  await journal.picture(page, 'digits');
  await page.locator('.mask-document').waitFor();
  await page.waitForTimeout(2500); // the person brings the document before the camera
  await journal.picture(page, 'document in the frame');
  await page.locator('video.replay').waitFor(SLOW);
  await journal.picture(page, 'replay');
  await page.locator('main .actions button').first().click();
  await page.waitForURL('**/enrol/send', SLOW);
}

async function fillDate(page: Page, id: string, iso: string): Promise<void> {
  const [year = '', month = '', day = ''] = iso.split('-');
  await page.locator(`#${id}-day`).fill(day);
  await page.locator(`#${id}-month`).fill(month);
  await page.locator(`#${id}-year`).fill(year);
}

const choose = (page: Page, name: string, value: string): Promise<void> =>
  page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true });
