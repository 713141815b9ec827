import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { FakeGuichet } from './fake-guichet.ts';
import type { Scene } from './scenes.ts';

/** Puts a key into the browser as activation would have left it. */
async function activate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    const device = {
      privateKey: pair.privateKey,
      publicKey: { kty: 'EC', crv: 'P-256', x, y },
      deviceId: 'device-1',
      ready: true,
    };
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open('guichet-authenticator', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('device');
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const transaction = request.result.transaction('device', 'readwrite');
        transaction.objectStore('device').put(device, 'this-phone');
        transaction.oncomplete = () => {
          request.result.close();
          resolve();
        };
      };
    });
  });
}

/** Opens a scene in a fresh browser context and waits until its heading stands. */
export async function openScene(
  browser: Browser,
  fake: FakeGuichet,
  scene: Scene,
  options: BrowserContextOptions = {},
): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly complaints: string[] }> {
  fake.clear();
  scene.prepare?.(fake);
  const context = await browser.newContext(options);
  await scene.browser?.(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      complaints.push(message.text());
  });
  if (scene.device) {
    await page.goto(`${fake.origin}/icons/icon.svg`);
    await activate(page);
  }
  await page.goto(fake.origin + scene.path);
  await page.locator('h1').first().waitFor();
  await scene.act?.(page);
  await page.evaluate(() => document.fonts.ready);
  return { context, page, complaints };
}
