import type { BrowserContext } from 'playwright-core';
import type { FakeGuichet } from './fake-guichet.ts';
import type { Scene } from './scenes.ts';

/** A point of P-256 (RFC 8292 §2.4's `k`), as the server would give it. */
export const SERVER_KEY =
  'BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs';

/** How this browser stands to pushes: what a person answers is asked, and what the browser's push service gives. */
export interface PushBrowser {
  readonly permission: NotificationPermission;
  readonly answer?: NotificationPermission;
  /** Endpoints given one after the other; none: the push service of the browser's maker does not answer. */
  readonly endpoints?: readonly string[];
  /** Of a subscription that is there, and the key it was made by. */
  readonly subscribed?: { readonly endpoint: string; readonly key: string };
  readonly without?: 'PushManager';
  /** What the app kept of an earlier visit. */
  readonly told?: { readonly endpoint: string; readonly at: number };
}

/** Plays the browser's part (permission, push service), which no test environment has; all else is the app's own. */
export async function playPush(context: BrowserContext, browser: PushBrowser): Promise<void> {
  await context.addInitScript((as: PushBrowser) => {
    if (as.told && !localStorage.getItem('guichet-push-played'))
      localStorage.setItem('guichet-push', JSON.stringify(as.told));
    localStorage.setItem('guichet-push-played', 'yes');
    let permission = as.permission;
    Object.defineProperty(Notification, 'permission', { get: () => permission });
    Notification.requestPermission = async () => {
      if (permission === 'default') permission = as.answer ?? 'granted';
      return permission;
    };
    if (as.without) {
      delete (window as { PushManager?: unknown }).PushManager;
      return;
    }
    const bytes = (key: string): ArrayBuffer =>
      Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)).buffer;
    const subscription = (endpoint: string, key: string) => ({
      endpoint,
      options: { applicationServerKey: bytes(key) },
      unsubscribe: async () => {
        current = undefined;
        return true;
      },
    });
    let current = as.subscribed && subscription(as.subscribed.endpoint, as.subscribed.key);
    const left = [...(as.endpoints ?? [])];
    PushManager.prototype.getSubscription = async () => (current ?? null) as PushSubscription | null;
    PushManager.prototype.subscribe = async (options) => {
      if (current) return current as unknown as PushSubscription;
      const next = left.shift();
      if (next === undefined) throw new DOMException('Registration failed', 'AbortError');
      current = subscription(next, String(options?.applicationServerKey));
      return current as unknown as PushSubscription;
    };
  }, browser);
}

export const PUSH_CALL = '/api/authenticator/push-subscription';
const serving = (subscribed: boolean) => (fake: FakeGuichet) =>
  void fake
    .answer(`GET ${PUSH_CALL}`, { body: { applicationServerKey: SERVER_KEY, subscribed } })
    .answer(`PUT ${PUSH_CALL}`, { status: 204 })
    .answer(`DELETE ${PUSH_CALL}`, { status: 204 });

const ENDPOINT = 'https://push.example/one';
const scene = (browser: PushBrowser, more: Partial<Scene> = {}): Scene => ({
  path: '/app/notifications',
  device: true,
  prepare: serving(false),
  browser: (context) => playPush(context, browser),
  ...more,
});

export const ACTIVATED = {
  step: 'done',
  purpose: 'activate',
  phone: '06 •• •• •• 78',
  codeLength: 6,
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
  resendAt: new Date(Date.now() + 30_000).toISOString(),
  triesLeft: 3,
};

export const PUSH_SCENES: Readonly<Record<string, Scene>> = {
  notifications: scene({ permission: 'default', endpoints: [ENDPOINT] }),
  'notifications-on': scene({
    permission: 'granted',
    told: { endpoint: ENDPOINT, at: Date.now() },
    subscribed: { endpoint: ENDPOINT, key: SERVER_KEY },
  }),
  'notifications-denied': scene({ permission: 'denied' }),
  'notifications-failed': scene(
    { permission: 'granted' },
    {
      act: async (page) => {
        await page.getByRole('button', { name: /Turn on|Activer|オンにする/ }).click();
        await page.getByRole('heading', { level: 2 }).waitFor();
      },
    },
  ),
  'activate-done': scene(
    { permission: 'default', endpoints: [ENDPOINT] },
    {
      path: '/activate#abcdefghijklmnopqrstuvwxyz',
      prepare: (fake) => {
        serving(false)(fake);
        fake.answer('POST /api/authenticator/activation', { body: ACTIVATED });
      },
      act: async (page) => {
        await page.getByRole('button', { name: /SMS/ }).click();
        await page.getByRole('link', { name: /Open my identity|Ouvrir|開く/ }).waitFor();
      },
    },
  ),
  'notifications-unsupported': scene({ permission: 'default', without: 'PushManager' }),
};
