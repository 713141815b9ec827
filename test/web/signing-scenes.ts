import type { Page } from 'playwright-core';
import { type Answer, refusal } from './fake-guichet.ts';
import { loggedIn } from './organisation-scenes.ts';
import type { Scene } from './scenes.ts';

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

/** What the server says of a code that was sent. */
export const WAITING = {
  signature: 'sig-1',
  state: 'waiting',
  phone: '06 •• •• •• 78',
  codeLength: 6,
  expiresAt: soon(595),
  resendAt: soon(28),
  triesLeft: 3,
} as const;

const LEASE = {
  name: 'Bail de location – 1 rue de l’Exemple, Paris (signé par les deux parties).pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('A lease.'),
};

export async function chooseFile(page: Page, file = LEASE): Promise<void> {
  await page.locator('#file').setInputFiles(file);
  await page.getByRole('heading', { name: file.name }).waitFor();
}

/** A key as it would lie in the browser: it is shown, and cannot be opened. */
export async function putKey(page: Page, kind: 'signature' | 'corporate'): Promise<void> {
  await page.evaluate(async (kind) => {
    const deviceSecret = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const bytes = new Uint8Array(16);
    const kept = {
      key: 'key-1',
      kind,
      salt: bytes,
      deviceSecret,
      iv: bytes,
      wrapped: bytes,
      publicKey: bytes,
    };
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open('guichet-signing', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('keys', { keyPath: 'key' });
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const transaction = request.result.transaction('keys', 'readwrite');
        transaction.objectStore('keys').put({ ...kept, certificate: bytes, madeAt: Date.now() });
        transaction.oncomplete = () => {
          request.result.close();
          resolve();
        };
      };
    });
  }, kind);
}

const scene = (act?: Scene['act']): Scene => ({
  path: '/app/sign',
  device: true,
  prepare: (fake) => void loggedIn(fake).answer('POST /api/signatures/simple', { body: WAITING }),
  ...(act && { act }),
});

/** The server does not give its share. */
const refused = (answer: Answer): Scene => ({
  path: '/app/sign',
  device: true,
  prepare: (fake) => void loggedIn(fake).answer('POST /api/signing-keys/key-1/share', answer),
  act: async (page) => {
    await putKey(page, 'signature');
    await chooseFile(page);
    await page.getByLabel('Signing password').fill('Guichet2026');
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByRole('alert').waitFor();
  },
});

/** `/app/sign` in the states a person meets. */
export const SIGNING_SCENES: Readonly<Record<string, Scene>> = {
  sign: scene(),
  'sign-empty-file': scene(async (page) => {
    await page.locator('#file').setInputFiles({ ...LEASE, buffer: Buffer.alloc(0) });
    await page.getByRole('alert').waitFor();
  }),
  'sign-no-key': scene(async (page) => {
    await chooseFile(page);
    await page.getByText('No key for this on this device').waitFor();
  }),
  'sign-password': scene(async (page) => {
    await putKey(page, 'signature');
    await chooseFile(page);
    await page.getByLabel('Signing password').waitFor();
  }),
  'sign-wrong-password': refused(
    refusal(422, 'signing-password-wrong', { triesLeft: 4, next: ['try-again'] }),
  ),
  'sign-locked': refused(
    refusal(403, 'signing-password-locked', { triesLeft: 0, next: ['counter', 'apply-for-certificate'] }),
  ),
  'sign-suspended': refused(refusal(403, 'signing-certificate-suspended', { next: ['counter'] })),
  'sign-simple': scene(async (page) => {
    await chooseFile(page);
    await page.getByLabel('A simple signature by SMS code').check();
  }),
  'sign-simple-code': scene(async (page) => {
    await chooseFile(page);
    await page.getByLabel('A simple signature by SMS code').check();
    await page.getByRole('button', { name: 'Send me the code by SMS' }).click();
    await page.getByLabel('Code from the SMS').waitFor();
  }),
};
