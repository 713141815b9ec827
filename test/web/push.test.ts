import type { Browser, BrowserContext, Page, Worker } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseDeviceProof } from '../../lambdas/domain/device-proof/device-proof.ts';
import { openBrowser } from './browser.ts';
import { FakeGuichet, type Received } from './fake-guichet.ts';
import { openScene } from './pages.ts';
import { ACTIVATED, PUSH_CALL, PUSH_SCENES, type PushBrowser, playPush, SERVER_KEY } from './push-scenes.ts';
import { SCENES, type Scene } from './scenes.ts';

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

async function open(scene: Scene | undefined, locale = 'en'): Promise<Page> {
  if (!scene) throw new Error('There is no such scene.');
  const opened = await openScene(browser, fake, scene, { locale });
  context = opened.context;
  return opened.page;
}

const sent = (method: string): Received[] =>
  fake.received.filter((call) => call.method === method && call.path === PUSH_CALL);
const told = (page: Page) => page.evaluate(() => JSON.parse(localStorage.getItem('guichet-push') ?? 'null'));

describe('notifications are turned on and off on the phone', () => {
  it('B3: once permitted, the browser is subscribed by the server’s key, and the server is told where', async () => {
    const page = await open(PUSH_SCENES.notifications);
    await page.getByRole('button', { name: 'Turn on notifications' }).click();
    await page.getByRole('button', { name: 'Turn off notifications' }).waitFor();
    const [put] = sent('PUT');
    expect(JSON.parse(put?.body ?? '')).toEqual({ endpoint: 'https://push.example/one' });
    expect(parseDeviceProof(String(put?.headers['device-proof'])).kid).toBe('device-1');
    await page.getByRole('button', { name: 'Turn off notifications' }).click();
    await page.getByRole('button', { name: 'Turn on notifications' }).waitFor();
    expect(sent('DELETE')).toHaveLength(1);
    expect(await told(page)).toBeNull();
  });

  it.each([
    [
      'whoever says no is told how to change that',
      { permission: 'default', answer: 'denied' },
      'This browser blocks notifications of Guichet',
    ],
    [
      'whose browser cannot be subscribed keeps the text messages',
      { permission: 'default' },
      'Notifications could not be turned on',
    ],
  ] as const)('B3: %s; nothing is sent to the server', async (_name, as: PushBrowser, heading) => {
    const page = await open({
      ...(PUSH_SCENES.notifications as Scene),
      browser: (made) => playPush(made, as),
    });
    await page.getByRole('button', { name: 'Turn on notifications' }).click();
    await page.getByRole('heading', { name: heading }).waitFor();
    expect([...sent('PUT'), ...sent('DELETE')]).toEqual([]);
    expect(await told(page)).toBeNull();
  });

  it('B3: on an iPhone the page says that it takes the home screen, and how', async () => {
    const scene = PUSH_SCENES['notifications-unsupported'] as Scene;
    const opened = await openScene(browser, fake, scene, {
      locale: 'en',
      userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15',
    });
    context = opened.context;
    await opened.page.getByText('Add to Home Screen').waitFor();
  });
});

describe('an app on the home screen, where links do not lead', () => {
  it('A11: takes the link of the email by hand, and nothing else', async () => {
    const page = await open(SCENES['activate-no-link']);
    fake.answer('POST /api/authenticator/activation', {
      body: { ...ACTIVATED, step: 'code', purpose: 'recover' },
    });
    await page.getByLabel('Link from the email').fill('https://other.example/');
    await page.getByRole('button', { name: 'Go on with this link' }).click();
    await page.getByRole('alert').getByText('Copy it whole').waitFor();
    await page.getByLabel('Link from the email').fill(` ${fake.origin}/app/activate#${'t'.repeat(43)} `);
    await page.getByRole('button', { name: 'Go on with this link' }).click();
    await page.getByRole('button', { name: 'Send me the SMS' }).click();
    await page.getByRole('heading', { name: 'Type the code from the SMS' }).waitFor();
    const [call] = fake.received.filter(({ path }) => path === '/api/authenticator/activation');
    expect(JSON.parse(call?.body ?? '')).toEqual({ token: 't'.repeat(43) });
  });
});

const DAY = 86_400_000;
const SUBSCRIBED = { endpoint: 'https://push.example/one', key: SERVER_KEY };
/** An app that was reachable before, opened again; settled when the server had its say or there was nothing to say. */
async function openedAgain(as: Partial<PushBrowser>): Promise<Page> {
  const on = {
    permission: 'granted',
    subscribed: SUBSCRIBED,
    endpoints: ['https://push.example/two'],
  } as const;
  const scene = PUSH_SCENES.notifications as Scene;
  return open({ ...scene, path: '/app/more', browser: (made) => playPush(made, { ...on, ...as }) });
}

describe('what was turned on stays on', () => {
  it('B3: an endpoint that the browser changed is told to the server', async () => {
    const page = await openedAgain({ told: { endpoint: 'https://push.example/before', at: Date.now() } });
    await page.waitForFunction(() => localStorage.getItem('guichet-push')?.includes('/one'));
    expect(sent('PUT').map(({ body }) => JSON.parse(body))).toEqual([{ endpoint: SUBSCRIBED.endpoint }]);
  });

  it('B3: a subscription by a key that the server no longer has is made anew', async () => {
    const other = `B${'A'.repeat(86)}`;
    const page = await openedAgain({
      subscribed: { ...SUBSCRIBED, key: other },
      told: { endpoint: SUBSCRIBED.endpoint, at: Date.now() - 2 * DAY },
    });
    await page.waitForFunction(() => localStorage.getItem('guichet-push')?.includes('/two'));
    expect(sent('PUT').map(({ body }) => JSON.parse(body))).toEqual([
      { endpoint: 'https://push.example/two' },
    ]);
  });

  it('B3: the server is asked once a day, not at every visit; what it knows is not told again', async () => {
    const scene = PUSH_SCENES.notifications as Scene;
    const knows = (more: FakeGuichet): void => {
      scene.prepare?.(more);
      more.answer(`GET ${PUSH_CALL}`, { body: { applicationServerKey: SERVER_KEY, subscribed: true } });
    };
    const yesterday = Date.now() - 2 * DAY;
    const as = { permission: 'granted', subscribed: SUBSCRIBED } as const;
    const page = await open({
      ...scene,
      path: '/app/more',
      prepare: knows,
      browser: (made) => playPush(made, { ...as, told: { endpoint: SUBSCRIBED.endpoint, at: yesterday } }),
    });
    await page.waitForFunction(
      (at) => JSON.parse(localStorage.getItem('guichet-push') ?? '').at > at,
      yesterday,
    );
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    expect([sent('GET').length, sent('PUT').length]).toEqual([1, 0]);
  });
});

/** What the service worker shows: no test environment has a screen for notifications. */
interface Shown {
  readonly title: string;
  readonly options: NotificationOptions;
}
interface Watched {
  readonly shown: Shown[];
  readonly opened: string[];
}

/** The app's own service worker, with the notification centre and the windows of the phone played. */
async function watched(page: Page): Promise<Worker> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  const [worker] = page.context().serviceWorkers();
  if (worker === undefined) throw new Error('The page has no service worker.');
  await worker.evaluate(() => {
    const scope = globalThis as unknown as Watched & {
      registration: { showNotification: unknown };
      clients: { openWindow: unknown };
    };
    Object.assign(scope, { shown: [], opened: [] });
    scope.registration.showNotification = async (title: string, options: NotificationOptions) =>
      void scope.shown.push({ title, options });
    scope.clients.openWindow = async (url: string) => void scope.opened.push(url);
  });
  return worker;
}

const seen = (worker: Worker): Promise<Watched> =>
  worker.evaluate(() => {
    const { shown, opened } = globalThis as unknown as Watched;
    return { shown, opened };
  });

/** A push as the browser hands it to the service worker: without content. */
async function deliverPush(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations;
      if (registration) resolve(registration.registrationId);
    }),
  );
  await devTools.send('ServiceWorker.enable');
  const registrationId = await registered;
  await devTools.send('ServiceWorker.deliverPushMessage', { origin: fake.origin, registrationId, data: '' });
}

async function untilShown(worker: Worker): Promise<Shown> {
  for (;;) {
    const [first] = (await seen(worker)).shown;
    if (first) return first;
  }
}

/** Whether the app has kept this language where its service worker reads it. */
const keptLanguageIs = (language: string): Promise<boolean> =>
  new Promise((resolve) => {
    const opening = indexedDB.open('guichet-authenticator', 1);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('device').objectStore('device').get('language');
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result === language);
      };
    };
  });

describe('a push arrives', () => {
  it.each([
    ['en', 'A request is waiting'],
    ['fr', 'Une demande vous attend'],
    ['ja', '確認のお願いがあります'],
  ])('B3: the phone tells of it in %s, and names nobody', async (locale, title) => {
    const page = await open(SCENES['app-request'], locale);
    const worker = await watched(page);
    await deliverPush(page);
    const shown = await untilShown(worker);
    expect(shown.title).toBe(title);
    expect(shown.options).toMatchObject({ lang: locale, tag: 'approval', renotify: true });
    expect(JSON.stringify(shown)).not.toContain('Tax service');
  });

  it('B3: in the language that the person chose in the app, whatever the browser’s', async () => {
    const page = await open(SCENES.app, 'en');
    await page.getByRole('combobox').selectOption('fr');
    await page.getByRole('heading', { level: 1, name: 'Bonjour Camille' }).waitFor();
    await page.waitForFunction(keptLanguageIs, 'fr');
    const worker = await watched(page);
    await deliverPush(page);
    expect((await untilShown(worker)).title).toBe('Une demande vous attend');
  });

  const click = (worker: Worker) =>
    worker.evaluate(async () => {
      const scope = globalThis as unknown as EventTarget;
      let closed = false;
      const work: Promise<unknown>[] = [];
      const event = Object.assign(new Event('notificationclick'), {
        notification: { close: () => (closed = true) },
        waitUntil: (promise: Promise<unknown>) => work.push(promise),
      });
      scope.dispatchEvent(event);
      const failures = (await Promise.allSettled(work)).filter(({ status }) => status === 'rejected');
      return {
        closed,
        failures: failures.map((failure) => String((failure as PromiseRejectedResult).reason)),
      };
    });

  it('B3: pressed, it closes and opens the requests, leaving other pages of ours as they are', async () => {
    const page = await open(SCENES.more);
    const worker = await watched(page);
    expect(await click(worker)).toEqual({ closed: true, failures: [] });
    expect((await seen(worker)).opened).toEqual(['/app']);
    expect(new URL(page.url()).pathname).toBe('/app/more');
  });

  it('B3: pressed while the requests stand in a window, it opens no second one', async () => {
    const page = await open(SCENES['app-request']);
    const worker = await watched(page);
    expect((await click(worker)).closed).toBe(true);
    expect((await seen(worker)).opened).toEqual([]);
  });

  it('B3: the app closes it when the request stands on the screen, or was answered', async () => {
    const page = await open({
      ...(SCENES.approval as Scene),
      browser: async (made) => {
        await playPush(made, { permission: 'granted' });
        await made.addInitScript(() => {
          ServiceWorkerRegistration.prototype.getNotifications = async (filter) => {
            const closed = {
              close: () => document.documentElement.setAttribute('data-closed', String(filter?.tag)),
            };
            return [closed as unknown as Notification];
          };
        });
      },
    });
    await page.locator('html[data-closed="approval"]').waitFor();
    await page.evaluate(() => document.documentElement.removeAttribute('data-closed'));
    fake.answer('POST /api/authenticator/approvals/a1', { body: { state: 'refused' } });
    await page.getByRole('button', { name: 'Refuse' }).click();
    await page.locator('html[data-closed="approval"]').waitFor();
  });
});

describe('nothing came to the phone', () => {
  it('B3: a text message is asked for once, and the page says so', async () => {
    const page = await open(SCENES.waiting);
    const waiting = {
      client: { name: 'Tax service' },
      language: 'en',
      state: 'waiting',
      bindingNumber: '47',
    };
    const body = { ...waiting, expiresAt: new Date(Date.now() + 100_000).toISOString(), textMessage: 'sent' };
    fake.answer('POST /api/sign-in/abc/text-message', { body });
    await page.getByRole('button', { name: 'Send a text message' }).click();
    await page.getByRole('main').getByText('A text message is on its way.').waitFor();
    expect(await page.getByRole('button', { name: 'Send a text message' }).count()).toBe(0);
    expect(fake.received.filter(({ path }) => path.endsWith('/text-message'))).toHaveLength(1);
  });
});
