import { openRequests, tellOfRequest } from './notification.ts';

/**
 * Keeps the app's own files so that the phone opens it without a network. Answers of `/api` and `/oauth` are never
 * kept: they are personal, and stale approvals would mislead. Rings when a push says that a request waits.
 */
declare const self: ServiceWorkerGlobalScope;

const FILES: readonly string[] = '__SHELL_FILES__' as unknown as readonly string[];
const SHELL = '/';
const CACHE = 'guichet-__SHELL_VERSION__';

async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([SHELL, '/manifest.webmanifest', '/icons/icon.svg', ...FILES]);
}

async function dropOlderShells(): Promise<void> {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
}

const ourPages = /^\/(app|activate|recover|help)?(\/|$)/;

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(SHELL)) ?? Response.error();
  }
}

async function file(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOlderShells().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && ourPages.test(url.pathname)) return event.respondWith(page(request));
  if (url.pathname.startsWith('/assets/')) event.respondWith(file(request));
});

self.addEventListener('push', (event) => event.waitUntil(tellOfRequest()));

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openRequests());
});
