import { keptLanguage } from './kept-language.ts';
import { WORDS } from './words.ts';

declare const self: ServiceWorkerGlobalScope;

/** The app closes the notification by this name (web/authenticator/push.ts). */
const TAG = 'approval';
const APP = '/app';

/** A push has no content: it says that something waits, and the app asks the server what. One notification, which rings again. */
export async function tellOfRequest(): Promise<void> {
  const language = await keptLanguage();
  const { title, body } = WORDS[language];
  const options = { body, lang: language, tag: TAG, renotify: true, icon: '/icons/icon-192.png' };
  await self.registration.showNotification(title, options);
}

/** To the list of requests: the window that shows it, else a new one; another page of ours keeps what is typed there. */
export async function openRequests(): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = windows.find(({ url }) => new URL(url).pathname === APP);
  if (shown) await shown.focus();
  else await self.clients.openWindow(APP);
}
