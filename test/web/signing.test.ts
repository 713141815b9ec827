import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasOpenssl, openssl } from '../support/openssl.ts';
import { NOW, type SigningWorld, signingWorld } from '../support/signed-files.ts';
import { SIGNING_KEY_VECTOR as VECTOR } from '../vectors/signing-key.ts';
import { openBrowser } from './browser.ts';
import { toStep } from './certificate-scenes.ts';
import { FakeGuichet } from './fake-guichet.ts';
import { openScene } from './pages.ts';
import { type SigningDesk, signingDesk } from './signing-desk.ts';
import { chooseFile, SIGNING_SCENES } from './signing-scenes.ts';

const PASSWORD = 'Guichet2026';
const DOCUMENT = Buffer.from('A lease.\r\n\r\nÉlodie\n\n'.repeat(500));
const FILE = { name: 'lease.pdf', mimeType: 'application/pdf', buffer: DOCUMENT };

let browser: Browser;
let fake: FakeGuichet;
let world: SigningWorld;
let context: BrowserContext | undefined;
beforeAll(async () => {
  [fake, browser, world] = await Promise.all([FakeGuichet.start(), openBrowser(), signingWorld()]);
});
afterEach(async () => {
  await context?.close();
  context = undefined;
});
afterAll(async () => {
  await browser?.close();
  await fake?.stop();
});

type Of = Parameters<typeof signingDesk>[2];

/** The application, carried to its fourth step before a desk that issues. */
async function openDesk(of: Of = {}): Promise<{ readonly page: Page; readonly desk: SigningDesk }> {
  const { kind = 'signature', organisation, storage } = of;
  let desk: SigningDesk | undefined;
  const opened = await openScene(
    browser,
    fake,
    {
      path: `/app/certificates/apply/${kind}${organisation ? `?organisation=${organisation}` : ''}`,
      device: true,
      prepare: () => {
        desk = signingDesk(fake, world, of);
      },
      act: (page) => toStep(page, 4, storage === 'akey' ? 'AKey' : undefined),
    },
    { locale: 'en' },
  );
  context = opened.context;
  if (!desk) throw new Error('The scene was not prepared.');
  return { page: opened.page, desk };
}

const makeKey = async (page: Page, password = PASSWORD, again = password): Promise<void> => {
  await page.getByLabel('Choose a signing password').fill(password);
  await page.getByLabel('Type it again').fill(again);
  await page.getByRole('button', { name: 'Make the key' }).click();
};
const ready = (page: Page) => page.getByRole('heading', { name: 'Your certificate is ready' }).waitFor();

/** A browser with a certified key, on the page where files are signed, with the file chosen. */
async function withKey(): Promise<{ readonly page: Page; readonly desk: SigningDesk }> {
  const made = await openDesk();
  await makeKey(made.page);
  await ready(made.page);
  await made.page.getByRole('link', { name: 'Sign a file' }).click();
  await chooseFile(made.page, FILE);
  fake.received.length = 0;
  return made;
}

async function sign(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel('Signing password').fill(password);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
}

async function saved(page: Page): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Save / }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** `openssl cms -verify` with nothing but the root. */
function judged(cms: Buffer, content: Buffer | undefined) {
  const detached = content === undefined ? [] : ['-content', 'document'];
  return openssl(
    [
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'signature', ...detached],
      ...['-CAfile', 'root.pem', '-attime', String(+NOW / 1000), '-out', 'out'],
    ],
    { signature: cms, 'root.pem': world.pki.rootPem, ...(content && { document: content }) },
  );
}

describe('the key made in the browser', () => {
  it('C2: Chromium derives and opens the vector of docs/signing-key.md', async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('../../web/signing/key-derivation.ts', import.meta.url))],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'keyDerivation',
      footer: { js: 'globalThis.keyDerivation = keyDerivation' },
    });
    const opened = await openScene(browser, fake, { path: '/help' });
    context = opened.context;
    await opened.page.evaluate(outputFiles[0]?.text ?? '');
    const found = await opened.page.evaluate(async (vector) => {
      const { derivePassword, wrappingKey } = (globalThis as unknown as Record<string, object>)
        .keyDerivation as typeof import('../../web/signing/key-derivation.ts');
      const bytes = (hex: string) =>
        Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
      const hex = (buffer: ArrayBuffer | Uint8Array) =>
        Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
      const { verifier, secret } = await derivePassword(vector.password, bytes(vector.salt));
      const hmac = { name: 'HMAC', hash: 'SHA-256' };
      const device = await crypto.subtle.importKey('raw', bytes(vector.deviceSecret), hmac, false, ['sign']);
      const key = await wrappingKey(device, vector.keyId, bytes(vector.share), secret);
      const additionalData = new TextEncoder().encode(vector.keyId);
      const lock = { name: 'AES-GCM', iv: bytes(vector.iv), additionalData };
      const pkcs8 = hex(await crypto.subtle.decrypt(lock, key, bytes(vector.wrapped)));
      return { verifier, secret: hex(secret), pkcs8 };
    }, VECTOR);
    expect(found).toEqual({
      verifier: VECTOR.verifierBase64url,
      secret: VECTOR.passwordSecret,
      pkcs8: VECTOR.pkcs8,
    });
  });

  it('C2: what lies in IndexedDB gives neither the private key nor the device secret', async () => {
    const { page, desk } = await openDesk();
    await makeKey(page);
    await ready(page);
    const kept = await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('guichet-signing');
        request.onsuccess = () => resolve(request.result);
      });
      const [key] = await new Promise<Record<string, unknown>[]>((resolve) => {
        const request = database.transaction('keys').objectStore('keys').getAll();
        request.onsuccess = () => resolve(request.result as Record<string, unknown>[]);
      });
      const secret = key?.deviceSecret as CryptoKey;
      const exported = await Promise.all(
        (['raw', 'jwk'] as const).map((format) =>
          crypto.subtle.exportKey(format, secret).then(
            () => 'exported',
            (error: Error) => error.name,
          ),
        ),
      );
      const cryptoKeys = Object.entries(key ?? {}).filter(([, value]) => value instanceof CryptoKey);
      return {
        exported,
        cryptoKeys: cryptoKeys.map(([name]) => name),
        usages: secret.usages,
        wrapped: Array.from(key?.wrapped as Uint8Array),
        certificate: Array.from(key?.certificate as Uint8Array),
      };
    });
    expect(kept.exported).toEqual(['InvalidAccessError', 'InvalidAccessError']);
    expect(kept.cryptoKeys).toEqual(['deviceSecret']);
    expect(kept.usages).toEqual(['sign']);
    const der = Buffer.from(kept.certificate);
    expect(der.equals(desk.issued[0]?.der ?? new Uint8Array())).toBe(true);
    const { x = '' } = new X509Certificate(der).publicKey.export({ format: 'jwk' });
    expect(Buffer.from(kept.wrapped).includes(Buffer.from(x, 'base64url'))).toBe(false); // PKCS #8 holds the point
    expect(JSON.stringify(fake.received)).not.toContain(PASSWORD);
  });

  it.skipIf(!hasOpenssl)(
    'C9: OpenSSL reads the request: the key proves itself, and nothing is asked for',
    async () => {
      const { page, desk } = await openDesk();
      await makeKey(page);
      await ready(page);
      const request = Buffer.from(desk.requests[0] ?? '', 'base64');
      const { text } = openssl(['req', '-verify', '-inform', 'DER', '-in', 'request', '-noout', '-text'], {
        request,
      });
      expect(text).toContain('self-signature verify OK');
      expect(text).toMatch(/Subject: CN ?= ?Guichet/);
      expect(text).toMatch(/Attributes:\s+\(none\)/);
    },
  );

  it.each([
    ['too short', 'abc12', 'abc12', 'It must have 6 to 16 letters and digits'],
    ['without a digit', 'abcdefg', 'abcdefg', 'It must have 6 to 16 letters and digits'],
    ['typed differently', PASSWORD, 'Guichet2027', 'The two passwords were different'],
  ])('C2: a password %s is refused before anything is made', async (_what, one, other, sentence) => {
    const { page } = await openDesk();
    await makeKey(page, one, other);
    await page.getByRole('alert').getByText(sentence).waitFor();
    expect(fake.received.filter(({ path }) => path.startsWith('/api/signing-keys'))).toEqual([]);
  });

  it('C9: a lost answer is asked for again with the same request, and no second key is made', async () => {
    const { page, desk } = await openDesk();
    const call = 'POST /api/certificates/applications/app-1/certificate';
    const path = '**/api/certificates/applications/app-1/certificate';
    let lost = 0;
    await page.route(path, async (route) => {
      await route.fetch(); // the server has it, its answer is lost
      lost += 1;
      await route.abort();
    });
    await makeKey(page);
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.unroute(path);
    await page.getByRole('button', { name: 'Try again' }).click();
    await ready(page);
    expect(lost).toBe(1);
    expect(desk.requests).toHaveLength(2);
    expect(desk.requests[1]).toBe(desk.requests[0]);
    expect(fake.received.filter(({ method, path }) => `${method} ${path}` === call)).toHaveLength(2);
    expect(fake.received.filter(({ path }) => path === '/api/signing-keys')).toHaveLength(1);
  });

  it.skipIf(!hasOpenssl)('C9: a request from a carrier, pasted or as a file, is sent as it is', async () => {
    const { page, desk } = await openDesk({ storage: 'akey' });
    const made = openssl([
      ...['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-subj', '/CN=x', '-keyout', 'key.pem', '-out', 'request.pem', '-batch'],
    ]).file('request.pem');
    await page
      .locator('#request-file')
      .setInputFiles({ name: 'r.pem', mimeType: 'text/plain', buffer: made });
    const field = page.getByLabel('Request from your carrier');
    await expect.poll(() => field.inputValue()).toContain('BEGIN CERTIFICATE REQUEST');
    await page.getByRole('button', { name: 'Send the request' }).click();
    await ready(page);
    expect(desk.requests).toEqual([made.toString().trim()]);
    expect(fake.received.some(({ path }) => path === '/api/signing-keys')).toBe(false);
  });

  it('C1: the phone’s own key is certified, and proves itself', async () => {
    const { page, desk } = await openDesk({ kind: 'authentication' });
    await page.getByRole('button', { name: 'Get it' }).click();
    await ready(page);
    const own = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const request = indexedDB.open('guichet-authenticator', 1);
          request.onsuccess = () => {
            const got = request.result.transaction('device').objectStore('device').get('this-phone');
            got.onsuccess = () => resolve((got.result as { publicKey: { x: string } }).publicKey.x);
          };
        }),
    );
    const certified = new X509Certificate(desk.issued[0]?.der ?? new Uint8Array());
    expect(certified.publicKey.export({ format: 'jwk' }).x).toBe(own);
  });

  it('C1: an organisation’s key is made for its number', async () => {
    const { page } = await openDesk({ kind: 'corporate', organisation: '000000018' });
    await makeKey(page);
    await ready(page);
    const [made] = fake.received.filter(({ path }) => path === '/api/signing-keys');
    expect(JSON.parse(made?.body ?? '{}')).toMatchObject({ organisation: '000000018' });
  });
});

describe.skipIf(!hasOpenssl)('a file signed in the browser', () => {
  it('D2, D3: detached, time-stamped: OpenSSL and the verifier confirm it, and only its digest left the device', async () => {
    const { page, desk } = await withKey();
    await sign(page);
    await page.getByRole('heading', { name: 'Signed', exact: true }).waitFor();
    const { name, bytes } = await saved(page);
    expect(name).toBe('lease.pdf.p7s');
    expect(judged(bytes, DOCUMENT).text).toContain('CMS Verification successful');
    expect(judged(bytes, Buffer.from('Another lease.')).status).not.toBe(0);
    const { report } = await world.verifier.verify(
      { mode: 'detached', signature: bytes, content: DOCUMENT },
      NOW,
    );
    expect(report).toMatchObject({ valid: true, signers: [{ judgedAt: NOW.toISOString() }] });
    expect(report.signers[0]?.timeStamp?.at).toBe(NOW.toISOString());
    const digest = createHash('sha256').update(DOCUMENT).digest('base64url');
    expect(desk.uses).toEqual([{ purpose: 'sign', digest }]);
    expect(fake.received.some(({ body }) => body.includes('A lease.') || body.includes('lease.pdf'))).toBe(
      false,
    );
  });

  it('D2: attached: the document comes out of it unchanged', async () => {
    const { page } = await withKey();
    await page.getByLabel('One file with document and signature').check();
    await sign(page);
    await page.getByRole('heading', { name: 'Signed', exact: true }).waitFor();
    const { name, bytes } = await saved(page);
    expect(name).toBe('lease.pdf.p7m');
    const verdict = judged(bytes, undefined);
    expect(verdict.text).toContain('CMS Verification successful');
    expect(verdict.file('out')).toEqual(DOCUMENT);
    const { report, content } = await world.verifier.verify({ mode: 'attached', signature: bytes }, NOW);
    expect(report).toMatchObject({ valid: true, signers: [{ certificate: { owner: 'Élodie Specimen' } }] });
    expect(content).toEqual(DOCUMENT);
  });

  it('D3: without the time-stamping authority it is signed all the same, and the person is told', async () => {
    const { page, desk } = await withKey();
    desk.stampsTime = false;
    await sign(page);
    await page.getByRole('heading', { name: 'Signed, without a time-stamp' }).waitFor();
    const { bytes } = await saved(page);
    expect(judged(bytes, DOCUMENT).text).toContain('CMS Verification successful');
    const { report } = await world.verifier.verify(
      { mode: 'detached', signature: bytes, content: DOCUMENT },
      NOW,
    );
    expect(report.valid).toBe(true);
    expect(report.signers[0]?.timeStamp).toBeUndefined();
  });

  it('C2: wrong passwords count down to the lock; the right one is refused then, too', async () => {
    const { page, desk } = await withKey();
    await sign(page, 'Guichet2027');
    const alert = page.getByRole('alert');
    await alert.getByText('Tries left: 4').waitFor(); // once
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    desk.triesLeft = 1;
    await sign(page, 'Guichet2028');
    await alert.getByText('locked').first().waitFor();
    await sign(page);
    await alert.getByText('locked').first().waitFor();
    expect(desk.uses).toEqual([]);
    await alert.getByRole('link').first().waitFor(); // a way on
  });

  it('C2: the right password with another share does not open the key', async () => {
    const { page, desk } = await withKey();
    desk.share = Buffer.alloc(32, 7).toString('base64url');
    await sign(page);
    await page.getByRole('alert').getByText('The key on this device does not open').waitFor();
  });

  it('C2: the right password on another device does not open the key', async () => {
    const { page } = await withKey();
    await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('guichet-signing');
        request.onsuccess = () => resolve(request.result);
      });
      const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
      const deviceSecret = await crypto.subtle.generateKey(hmac, false, ['sign']);
      await new Promise<void>((resolve) => {
        const transaction = database.transaction('keys', 'readwrite');
        const store = transaction.objectStore('keys');
        const all = store.getAll();
        all.onsuccess = () => store.put({ ...(all.result[0] as object), deviceSecret });
        transaction.oncomplete = () => resolve();
      });
    });
    await page.getByRole('button', { name: 'Choose another file' }).click();
    await chooseFile(page, FILE);
    await sign(page);
    await page.getByRole('alert').getByText('The key on this device does not open').waitFor();
  });

  it('X4: from the password to the saved file by keyboard alone', async () => {
    const { page } = await withKey();
    await page.getByLabel('Signing password').focus();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Signed', exact: true }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.keyboard.press('Tab');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('lease.pdf.p7s');
  });

  it('X4: a connection lost while signing loses nothing: the same again', async () => {
    const { page, desk } = await withKey();
    fake.cutOff = true;
    await sign(page);
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    fake.cutOff = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Signed', exact: true }).waitFor();
    expect(desk.uses).toHaveLength(1);
  });
});

describe('a simple signature', () => {
  it('D2: the code is sent for this very document, and the sealed record is saved', async () => {
    const scene = SIGNING_SCENES['sign-simple-code'];
    if (!scene) throw new Error('There is no scene.');
    const opened = await openScene(browser, fake, scene, { locale: 'en' });
    context = opened.context;
    const { page } = opened;
    fake.answer('POST /api/signatures/simple/sig-1/confirm', {
      body: { signature: 'sig-1', state: 'signed', record: Buffer.from('sealed').toString('base64') },
    });
    await page.getByLabel('Code from the SMS').pressSequentially('123456');
    await page.getByRole('heading', { name: 'Signed', exact: true }).waitFor();
    const { name, bytes } = await saved(page);
    expect(name).toMatch(/\.pdf\.simple\.p7m$/);
    expect(bytes.toString()).toBe('sealed');
    const [asked] = fake.received.filter(({ path }) => path === '/api/signatures/simple');
    expect(JSON.parse(asked?.body ?? '{}')).toMatchObject({
      digest: createHash('sha256').update('A lease.').digest('hex'),
    });
  });
});

/** Most memory that a process of the browser has had, in MB. */
async function peakMegabytes(type: string): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peaks = processInfo
    .filter((process) => process.type === type)
    .map(({ id }) => Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]));
  return Math.max(...peaks) / 1024;
}

describe('a large file', () => {
  const MEGABYTES = 200;
  const piece = Buffer.from(Uint8Array.from({ length: 1_048_576 }, (_, at) => (at * 31 + (at >> 8)) & 255));

  it('D3: 200 MB are hashed piece by piece: the digest is right, and the memory stays small', async () => {
    const opened = await openScene(browser, fake, SIGNING_SCENES.sign ?? { path: '/' }, { locale: 'en' });
    context = opened.context;
    const { page } = opened;
    const measured = existsSync('/proc/self/status');
    const before = measured ? await peakMegabytes('renderer') : 0;
    await page.evaluate((count) => {
      const bytes = Uint8Array.from({ length: 1_048_576 }, (_, at) => (at * 31 + (at >> 8)) & 255);
      const one = new Blob([bytes]);
      const transfer = new DataTransfer();
      transfer.items.add(new File([...Array<Blob>(count).fill(one), 'end'], 'film.mp4'));
      const input = document.querySelector<HTMLInputElement>('#file');
      if (!input) throw new Error('There is no field.');
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, MEGABYTES);
    await page.getByText('Computing the fingerprint').waitFor();
    await page.getByRole('heading', { name: 'film.mp4' }).waitFor({ timeout: 60_000 });
    const hash = createHash('sha256');
    for (let count = 0; count < MEGABYTES; count++) hash.update(piece);
    const digest = hash.update('end').digest('hex');
    expect((await page.locator('.fingerprint code').textContent())?.replaceAll(' ', '')).toBe(digest);
    expect(await page.getByLabel('One file with document').count()).toBe(0); // too large to be put into one
    if (measured) expect((await peakMegabytes('renderer')) - before).toBeLessThan(MEGABYTES / 2);
  }, 90_000);
});
