import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { CONNECT_SCENES, SERVICE } from './connect-scenes.ts';
import { FakeGuichet } from './fake-guichet.ts';
import { openScene } from './pages.ts';

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
  const scene = CONNECT_SCENES[name];
  if (!scene) throw new Error(`There is no scene ${name}.`);
  const options = { viewport: { width: 390, height: 844 }, locale: 'en' } as const;
  const { context, page, complaints } = await openScene(browser, fake, scene, options);
  await work(page);
  expect(complaints.filter((line) => !line.includes('status of 4'))).toEqual([]);
  await context.close();
}
const sent = (call: string): Record<string, unknown> => {
  const found = fake.received.findLast(({ method, path }) => `${method} ${path}` === call);
  return JSON.parse(found?.body || 'null');
};
const ONE = `/api/relying-parties/${SERVICE.client}`;
const SECRET = 'tT8vXn2QmWcR1pXs5tYbAZk3uD0v7QmWcR1pXs5tYbA';

/** How the libraries write each method. */
const PROOF = {
  client_secret_post: /ClientSecretPost|client_secret_post/,
  private_key_jwt: /PrivateKeyJwt|private_key_jwt/,
  none: /oidc\.None|method: none|EndpointAuth none/,
  tls_client_auth: /TlsClientAuth/,
};

const answerAs = (page: FakeGuichet): FakeGuichet =>
  page.answer(`GET ${ONE}`, { body: SERVICE }).answer(`GET ${ONE}/errors`, { body: { errors: [] } });

describe('connecting a service', () => {
  it('B12: is guided: a name, a reason, addresses, data and why; the secret is shown once', () =>
    opened('connect-new', async (page) => {
      answerAs(fake).answer('POST /api/relying-parties', {
        status: 201,
        body: { ...SERVICE, secret: SECRET },
      });
      await page.getByLabel('Name of the service').fill('Library of Lyon');
      await page.getByLabel('What do people sign in for?').fill('borrow books');
      await page.getByLabel('Redirect addresses').fill('https://library.example/callback\n\n');
      await page.getByLabel('Given names', { exact: true }).check();
      await page.getByLabel('Why Given names?').fill('To greet you.');
      await page.getByLabel('Email address for questions').fill('it@library.example');
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByText(SECRET).waitFor();
      expect(await page.locator('h2').first().textContent()).toBe('Client secret');
      expect(sent('POST /api/relying-parties')).toEqual({
        client_name: 'Library of Lyon',
        purpose: { en: 'borrow books' },
        redirect_uris: ['https://library.example/callback'],
        scope: 'openid given_name',
        claim_purposes: { given_name: 'To greet you.' },
        contacts: ['it@library.example'],
      });
      await page.reload();
      await page.getByText('Only its fingerprint is kept here.').waitFor();
      expect(await page.getByText(SECRET).count()).toBe(0);
    }));

  it('B12: as JSON it is the same; what is no JSON is told and not sent', () =>
    opened('connect-new', async (page) => {
      answerAs(fake).answer('POST /api/relying-parties', { status: 201, body: SERVICE });
      await page.getByLabel('Name of the service').fill('Museum');
      await page.getByLabel('As JSON', { exact: true }).check();
      const json = page.getByLabel('Metadata (RFC 7591)');
      expect(JSON.parse(await json.inputValue())).toEqual({ client_name: 'Museum', scope: 'openid' });
      const before = fake.received.length;
      await json.fill('{');
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByText('This is not JSON').waitFor();
      expect(fake.received).toHaveLength(before);
      await json.fill('{"client_name":"Museum","profile":"fapi2"}');
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByRole('heading', { name: SERVICE.name }).waitFor();
      expect(sent('POST /api/relying-parties')).toEqual({ client_name: 'Museum', profile: 'fapi2' });
    }));

  it('B12: every fault is told in its own sentence, and leads to its field by keyboard', () =>
    opened('connect-new', async (page) => {
      const sentence = 'redirect_uris: http://a.example/ must be https.';
      fake.answer('POST /api/relying-parties', {
        status: 422,
        body: {
          type: 'about:blank',
          title: 'Cannot be used',
          status: 422,
          code: 'invalid-client-metadata',
          detail: sentence,
          fields: [{ field: 'redirect_uris', code: 'invalid', sentence }],
        },
      });
      await page.getByLabel('Redirect addresses').fill('http://a.example/');
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      const link = page.getByRole('link', { name: sentence });
      await link.focus();
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('redirect_uris');
      expect(await page.getByLabel('Redirect addresses').inputValue()).toBe('http://a.example/');
    }));

  const refusedFor = (fields: readonly Record<string, string>[]) => ({
    status: 422,
    body: {
      type: 'about:blank',
      title: 'Cannot be used',
      status: 422,
      code: 'invalid-client-metadata',
      detail: 'Correct this.',
      fields,
    },
  });
  const besides = (page: Page, id: string) => page.locator(`#${id}-error`).textContent();

  it('B12: each fault stands beside its field; one that the guided form has no field for leads to the choice of JSON', () =>
    opened('connect-new', async (page) => {
      const why = 'claim_purposes.phone_number must be one line of letters, digits and signs.';
      const logo = 'logo_uri must be a data: address of an image.';
      fake.answer(
        'POST /api/relying-parties',
        refusedFor([
          { field: 'claim_purposes.phone_number', code: 'invalid', sentence: why },
          { field: 'redirect_uris.0', code: 'invalid' },
          { field: 'contacts.0', code: 'invalid' },
          { field: 'logo_uri', code: 'invalid', sentence: logo },
        ]),
      );
      await page.getByLabel('Mobile number', { exact: true }).check();
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByRole('alert').waitFor();
      expect(await besides(page, 'why-phone')).toBe(why);
      expect(await besides(page, 'redirect_uris')).toContain('not possible here');
      expect(await besides(page, 'contacts')).toContain('not possible here');
      await page.getByRole('link', { name: 'Email address for questions' }).waitFor();
      await page.getByRole('link', { name: why }).click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('why-phone');
      await page.getByRole('link', { name: logo }).click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('view');
    }));

  it('B12: a fault of what was written as JSON stands beside the JSON', () =>
    opened('connect-new', async (page) => {
      const sentence = 'default_max_age must be a number of seconds.';
      fake.answer(
        'POST /api/relying-parties',
        refusedFor([{ field: 'default_max_age', code: 'invalid', sentence }]),
      );
      await page.getByLabel('As JSON', { exact: true }).check();
      await page.getByLabel('Metadata (RFC 7591)').fill('{"default_max_age":-1}');
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByRole('link', { name: sentence }).click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('json');
      expect(await besides(page, 'json')).toBe(sentence);
    }));
});

describe('a service', () => {
  it('B12: asks for production and is told what is missing', () =>
    opened('connect-service', async (page) => {
      const sentence = 'Say why you need: birthdate (claim_purposes), or ask for less.';
      fake.answer(`POST ${ONE}/production`, {
        status: 422,
        body: {
          type: 'about:blank',
          title: 'Cannot be used',
          status: 422,
          code: 'checks-failing',
          detail: sentence,
          fields: [{ field: 'purposes', code: 'claim-purpose-missing', sentence }],
        },
      });
      await page.getByRole('button', { name: 'Ask for production' }).click();
      await page.getByRole('alert').getByText(sentence).waitFor();
    }));

  it('B12: gets another secret, shown here alone; one that leaked ends at once', () =>
    opened('connect-service', async (page) => {
      fake.answer(`POST ${ONE}/secret`, { body: { secret: SECRET } });
      const before = fake.received.length;
      await page.getByRole('button', { name: 'The secret leaked' }).click();
      await page.getByRole('dialog').getByText('signs nobody in').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(fake.received).toHaveLength(before);
      await page.getByRole('button', { name: 'The secret leaked' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
      await page.getByText(SECRET).waitFor();
      expect(sent(`POST ${ONE}/secret`)).toEqual({ keepOld: false });
    }));

  it.each([
    ['client_secret_post', ['openid-client (Node.js)', 'Spring Security', 'Apache mod_auth_openidc'], true],
    ['private_key_jwt', ['openid-client (Node.js)', 'Spring Security', 'Apache mod_auth_openidc'], false],
    ['none', ['openid-client (Node.js)', 'Spring Security', 'Apache mod_auth_openidc'], false],
    ['tls_client_auth', ['openid-client (Node.js)'], false],
  ] as const)(
    'B12: %s: the configuration proves itself that way, and has a secret only if there is one',
    (method, libraries, secret) =>
      opened('connect-service', async (page) => {
        const metadata = { ...SERVICE.metadata, token_endpoint_auth_method: method };
        fake.answer(`GET ${ONE}`, { body: { ...SERVICE, metadata, hasSecret: secret } });
        await page.reload();
        const choice = page.getByLabel('For', { exact: true });
        await choice.waitFor();
        expect(await choice.locator('option').allTextContents()).toEqual(libraries);
        for (const label of libraries) {
          await choice.selectOption({ label });
          const text = (await page.locator('.copyable', { hasText: 'Ready to copy' }).textContent()) ?? '';
          expect(text.includes('SECRET'), label).toBe(secret);
          expect(text, label).toMatch(PROOF[method]);
        }
      }),
  );

  it('B12: is retired only after it was asked again', () =>
    opened('connect-service', async (page) => {
      fake.answer(`DELETE ${ONE}`, { status: 204 }).answer('GET /api/relying-parties', {
        body: { relyingParties: [], limit: 20 },
      });
      await page.getByRole('button', { name: 'Retire this service' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('cannot be undone').waitFor();
      await dialog.getByRole('button', { name: 'Retire this service' }).click();
      await page.getByText('You have not connected a service yet.').waitFor();
    }));
});

describe('the operator', () => {
  it('B12: sees what would change, and refuses with a reason, of the version that was shown', () =>
    opened('console-counter-services', async (page) => {
      fake.answer(`POST /api/registry/relying-parties/${SERVICE.client}/decision`, { body: {} });
      await page.locator('del', { hasText: 'https://library.example/callback' }).waitFor();
      await page.getByRole('button', { name: 'Refuse' }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel('Reason').selectOption('not-its-own-address');
      await page.getByLabel('What to correct').fill('Whose address is this?');
      await page.getByRole('button', { name: 'Refuse' }).click();
      await page.getByText('Refused. Its owner is told.').waitFor();
      expect(sent(`POST /api/registry/relying-parties/${SERVICE.client}/decision`)).toEqual({
        decision: 'refuse',
        version: 4,
        reason: 'not-its-own-address',
        note: 'Whose address is this?',
      });
    }));
});
