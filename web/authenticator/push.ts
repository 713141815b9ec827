import type { PushSubscriptionView } from '../../lambdas/contracts/authenticator.ts';
import type { Device } from './device.ts';
import { deviceCall } from './device-call.ts';

const PATH = '/api/authenticator/push-subscription';
/** As the service worker names it (web/service-worker/notification.ts). */
const TAG = 'approval';

/** `home-screen`: iPhone and iPad know no push outside an app on the home screen; `failed`: the browser could not be subscribed. */
export type PushState = 'on' | 'off' | 'denied' | 'home-screen' | 'unsupported' | 'failed';

const KEPT = 'guichet-push';
const DAY_MS = 86_400_000;

/** What the server was last told: the browser may change its endpoint by itself. */
interface Told {
  readonly endpoint: string;
  readonly at: number;
}

function told(): Told | undefined {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '') as Told;
  } catch {
    return undefined;
  }
}

const isSupported = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

const isApple = (): boolean =>
  /iPhone|iPad/.test(navigator.userAgent) ||
  (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1);

/** How it stands on this phone, without asking the server. */
export function pushState(): PushState {
  if (!isSupported()) return isApple() ? 'home-screen' : 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' && told() ? 'on' : 'off';
}

/** Asks for permission, subscribes the browser by the server's key (RFC 8292 §4.1), and tells the server where. */
export async function turnOnPush(device: Device): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return pushState();
  const view = await deviceCall<PushSubscriptionView>(device, 'GET', PATH);
  const endpoint = await subscribed(view.applicationServerKey).catch(() => undefined);
  if (endpoint === undefined) return 'failed';
  if (!view.subscribed || told()?.endpoint !== endpoint) {
    await deviceCall(device, 'PUT', PATH, { endpoint });
  }
  localStorage.setItem(KEPT, JSON.stringify({ endpoint, at: Date.now() } satisfies Told));
  return 'on';
}

export async function turnOffPush(device: Device): Promise<PushState> {
  await deviceCall(device, 'DELETE', PATH);
  await forgetPush();
  return pushState();
}

/** Ends what this browser was subscribed to: its key leaves, or another takes its place. */
export async function forgetPush(): Promise<void> {
  localStorage.removeItem(KEPT);
  if (!isSupported()) return;
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

/** What was turned on stays so, also when the browser or the server has changed its side: looked at daily, and at each change. */
export async function keepPushOn(device: Device): Promise<void> {
  const last = told();
  if (!last || pushState() !== 'on') return;
  const registration = await navigator.serviceWorker.ready;
  const current = await registration.pushManager.getSubscription();
  const isFresh = current?.endpoint === last.endpoint && Math.abs(Date.now() - last.at) < DAY_MS;
  if (!isFresh) await turnOnPush(device);
}

/** The requests stand on the screen: the notification has done its work. */
export async function closeNotification(): Promise<void> {
  if (!isSupported() || Notification.permission !== 'granted') return;
  const registration = await navigator.serviceWorker.getRegistration();
  const shown = (await registration?.getNotifications({ tag: TAG })) ?? [];
  for (const notification of shown) notification.close();
}

/** The endpoint of this browser's subscription by that very key. */
async function subscribed(applicationServerKey: string): Promise<string> {
  // Without a registration `ready` would never come.
  if (!(await navigator.serviceWorker.getRegistration())) throw new Error('There is no service worker.');
  const { pushManager } = await navigator.serviceWorker.ready;
  const current = await pushManager.getSubscription();
  if (current && keyOf(current) !== applicationServerKey) await current.unsubscribe();
  const options = { userVisibleOnly: true, applicationServerKey };
  return (await pushManager.subscribe(options)).endpoint;
}

function keyOf({ options }: PushSubscription): string | undefined {
  const key = options.applicationServerKey;
  if (!key) return undefined;
  const text = btoa(String.fromCharCode(...new Uint8Array(key)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
