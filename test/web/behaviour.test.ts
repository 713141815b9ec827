import { createHash } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DevicePublicKey } from '../../lambdas/contracts/authenticator.ts';
import { parseDeviceProof, verifyDeviceProof } from '../../lambdas/domain/device-proof/device-proof.ts';
import { openBrowser } from './browser.ts';
import { FakeGuichet, type Received, refusal } from './fake-guichet.ts';
import { openScene } from './pages.ts';
import { CASE, SCENES, type Scene, signIn, view } from './scenes.ts';

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

async function open(name: string, more: Partial<Scene> = {}): Promise<Page> {
  const scene = SCENES[name];
  if (!scene) throw new Error(`There is no scene ${name}.`);
  const opened = await openScene(browser, fake, { ...scene, ...more }, { locale: 'en' });
  context = opened.context;
  return opened.page;
}

const sent = (call: string): Received[] =>
  fake.received.filter(({ method, path }) => `${method} ${path}` === call);
const only = (call: string): Received => {
  const [first, ...others] = sent(call);
  if (!first || others.length > 0)
    throw new Error(`${call} was sent ${others.length + (first ? 1 : 0)} times.`);
  return first;
};

async function answerGate(page: Page): Promise<void> {
  await page.getByLabel('Day').first().fill('27');
  await page.getByLabel('Month').first().fill('3');
  await page.getByLabel('Year').first().fill('1990');
  await page.getByLabel('None of these').check();
  await page.getByLabel('Android').check();
  await page.locator('#acceptsTerms').check();
}

describe('enrolment', () => {
  it('A1: what is missing is listed first, takes the focus and leads to each answer', async () => {
    const page = await open('eligibility');
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    const summary = page.getByRole('alert');
    await summary.waitFor();
    expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await summary.getByRole('link').count()).toBe(4);
    await summary.getByRole('link', { name: /Your phone/ }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('phoneSystem');
    expect(sent('POST /api/enrolment')).toEqual([]);
  });

  it('A1: a refusal of the gate has its own message and the next route', async () => {
    const page = await open('eligibility');
    fake.answer(
      'POST /api/enrolment',
      refusal(422, 'document-not-accepted', { next: ['other-document', 'counter'] }),
    );
    await answerGate(page);
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    const summary = page.getByRole('alert');
    expect(await summary.textContent()).toContain('French identity card, passport or residence permit');
    await summary.getByRole('link', { name: 'Use another document' }).waitFor();
  });

  it('A4: after a lost connection nothing typed is lost and trying again sends the same', async () => {
    const page = await open('email');
    await page.getByLabel('Email address').fill('camille@example.org');
    fake.cutOff = true;
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByRole('alert').waitFor();
    fake.cutOff = false;
    await page.reload();
    expect(await page.getByLabel('Email address').inputValue()).toBe('camille@example.org');
    fake.cutOff = true;
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    fake.cutOff = false;
    fake.answer('POST /api/enrolment/email', { body: view({ step: 'email-verified' }) });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Your mobile number' }).waitFor();
    expect(JSON.parse(only('POST /api/enrolment/email').body)).toEqual({ email: 'camille@example.org' });
  });

  it('A2: a code is sent off once it is complete, and a wrong one can be typed anew', async () => {
    const page = await open('email-code');
    fake.answer(
      'POST /api/enrolment/email/confirm',
      refusal(422, 'code-wrong', { triesLeft: 4, next: ['try-again'] }),
    );
    await page.getByLabel('Code from the email').pressSequentially('123456');
    const summary = page.getByRole('alert');
    await summary.waitFor();
    expect(await summary.textContent()).toContain('Tries left: 4');
    expect(await summary.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    expect(await page.getByLabel('Code from the email').inputValue()).toBe('');
    expect(JSON.parse(only('POST /api/enrolment/email/confirm').body)).toEqual({ code: '123456' });
  });

  it('A6: the token of a link leaves the address bar before it is used, and only on a press', async () => {
    const page = await open('letter-link');
    expect(new URL(page.url()).hash).toBe('');
    expect(sent('POST /api/enrolment/letter')).toEqual([]);
    fake.answer('POST /api/enrolment/letter', { body: view({ step: 'letter-opened' }) });
    await page.getByRole('button', { name: 'Open and verify my identity' }).click();
    await page.getByRole('heading', { name: 'Photograph your document' }).waitFor();
    expect(JSON.parse(only('POST /api/enrolment/letter').body)).toEqual({
      token: 'abcdefghijklmnopqrstuvwxyz',
    });
  });

  it('A12: the town of birth is found by its name and sent as its official code', async () => {
    const page = await open('form');
    await page.getByLabel('Place of birth', { exact: true }).first().fill('havre');
    await page.getByRole('option', { name: /^Le Havre \(76\)/ }).waitFor();
    await page.keyboard.press('Enter');
    fake.answer('PUT /api/enrolment/form', { body: view({ step: 'form-filled' }) });
    await page.getByRole('button', { name: 'Save and check' }).click();
    await page.getByRole('heading', { name: 'Check your details' }).waitFor();
    expect(JSON.parse(only('PUT /api/enrolment/form').body)).toMatchObject({ birthPlace: '76351' });
  });
});

/** The file inside a multipart form. */
function fileIn(body: string): Buffer {
  const start = body.indexOf('\r\n\r\n', body.indexOf('name="file"')) + 4;
  return Buffer.from(body.slice(start, body.lastIndexOf('\r\n--')), 'latin1');
}

const takesUploads = (): void => {
  let count = 0;
  fake
    .answer('POST /api/enrolment/uploads', () => ({
      body: { upload: `upload-${++count}`, url: '/upload/evidence', fields: { key: 'k' }, expiresAt: '' },
    }))
    .answer('POST /upload/evidence', { body: {} });
};

describe('pictures', () => {
  it('A7: a large picture taken sideways is sent upright, smaller and without its metadata', async () => {
    const page = await open('pictures');
    takesUploads();
    fake.answer('POST /api/enrolment/document', { body: { side: 'front', legible: true } });
    const sideways = await sharp({
      create: { width: 5200, height: 2600, channels: 3, background: '#446655' },
    })
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 40 })
      .toBuffer();
    await page
      .locator('#file-front')
      .setInputFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: sideways });
    await page.getByRole('button', { name: 'Use this picture' }).click();
    await expect.poll(() => sent('POST /api/enrolment/document').length, { timeout: 20_000 }).toBe(1);
    const { width, height, exif, format } = await sharp(
      fileIn(only('POST /upload/evidence').body),
    ).metadata();
    expect({ width, height, exif, format }).toEqual({
      width: 2000,
      height: 4000,
      exif: undefined,
      format: 'jpeg',
    });
    expect(JSON.parse(only('POST /api/enrolment/uploads').body)).toMatchObject({
      side: 'front',
      contentType: 'image/jpeg',
    });
  });

  it.each([
    ['HEIC', 'photo.heic', 'image/heic', 'ftypheic', 'This browser cannot open HEIC photos'],
    [
      'another kind of file',
      'notes.jpg',
      'image/jpeg',
      'not a picture',
      'This file cannot be opened as a picture',
    ],
    ['an empty file', 'empty.jpg', 'image/jpeg', '', 'This file is empty'],
  ])('A7: %s is refused here, with what to do', async (_what, name, mimeType, content, message) => {
    const page = await open('pictures');
    await page.locator('#file-front').setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
    await page.getByRole('alert').getByText(message).waitFor();
    expect(sent('POST /api/enrolment/uploads')).toEqual([]);
  });
});

describe('video', () => {
  it('A8: a refused camera ends in advice, the phone and the counter, never in a dead end', async () => {
    const page = await open('video');
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await page.getByRole('button', { name: 'I agree, switch on' }).click();
    const notice = page.getByRole('alert');
    await notice.getByText('The camera or microphone is blocked').waitFor();
    await notice.getByRole('button', { name: 'Continue on a phone' }).waitFor();
    await notice.getByRole('link', { name: 'Go to a counter' }).waitFor();
  });

  it('A8: three digits one after another, then the document; stills and video are sent, then confirmed', async () => {
    const page = await open('video');
    takesUploads();
    fake
      .answer('POST /api/enrolment/video/challenge', {
        status: 201,
        body: {
          attempt: 'attempt-1',
          digits: '407',
          recordingSeconds: 8,
          expiresAt: new Date(Date.now() + 90_000).toISOString(),
        },
      })
      .answer('POST /api/enrolment/video', { body: view({ step: 'video-recorded' }) });
    await page.getByRole('button', { name: 'I agree, switch on' }).click();
    await page.getByRole('button', { name: 'Start the recording' }).click();
    for (const digit of '407')
      await page.locator('.stage-digit:not(.waiting-digit)').filter({ hasText: digit }).waitFor();
    await page.getByText('Now hold your document in the frame').waitFor();
    await page.getByRole('button', { name: 'Confirm this recording' }).click({ timeout: 25_000 });
    await page.getByRole('heading', { name: 'Everything is there' }).waitFor();
    const asked = sent('POST /api/enrolment/uploads').map(
      ({ body }) => JSON.parse(body) as { kind: string; frame?: string },
    );
    expect(asked.map(({ kind, frame }) => frame ?? kind)).toEqual([
      'face-1',
      'face-2',
      'face-3',
      'document',
      'video',
    ]);
    expect(JSON.parse(only('POST /api/enrolment/video').body)).toEqual({
      attempt: 'attempt-1',
      video: 'upload-5',
      frames: { 'face-1': 'upload-1', 'face-2': 'upload-2', 'face-3': 'upload-3', document: 'upload-4' },
    });
  }, 60_000);
});

const deviceKey = (page: Page): Promise<DevicePublicKey> =>
  page.evaluate(
    () =>
      new Promise<DevicePublicKey>((resolve) => {
        const request = indexedDB.open('guichet-authenticator', 1);
        request.onsuccess = () => {
          const got = request.result.transaction('device').objectStore('device').get('this-phone');
          got.onsuccess = () => resolve((got.result as { publicKey: DevicePublicKey }).publicKey);
        };
      }),
  );

const prove = (call: Received, key: DevicePublicKey) =>
  verifyDeviceProof(parseDeviceProof(String(call.headers['device-proof'])), key, {
    method: call.method,
    path: call.path,
    rawBody: Buffer.from(call.body, 'latin1'),
    now: new Date(),
  });

const type = async (page: Page, pin: string): Promise<void> => {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
};

describe('phone', () => {
  it('B3: the approval shows the number, and the phone signs it together with what was shown', async () => {
    const page = await open('approval');
    fake.answer('POST /api/authenticator/approvals/a1', { body: { state: 'approved' } });
    expect(await page.locator('.binding-number').textContent()).toBe('47');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await type(page, '4071');
    await page.getByRole('heading', { name: 'Confirmed' }).waitFor();
    const call = only('POST /api/authenticator/approvals/a1');
    const key = await deviceKey(page);
    await prove(call, key);
    const { decision, pin, signature } = JSON.parse(call.body) as Record<string, string>;
    expect({ decision, pin }).toEqual({ decision: 'approve', pin: '4071' });
    const [header = '', payload = ''] = String(signature).split('.');
    expect(decodeProtectedHeader(`${header}..`)).toEqual({
      alg: 'ES256',
      typ: 'approval+jwt',
      kid: 'device-1',
    });
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      decision: 'approve',
      binding: '47',
    });
  });

  it('B3: a proof is good for its own request only', async () => {
    const page = await open('app');
    await expect.poll(() => sent('GET /api/authenticator/approvals').length).toBeGreaterThan(0);
    const [call] = sent('GET /api/authenticator/approvals');
    if (!call) throw new Error('The phone did not ask for approvals.');
    const key = await deviceKey(page);
    await expect(prove(call, key)).resolves.toBeDefined();
    await expect(prove({ ...call, path: '/api/account/history' }, key)).rejects.toThrow('another request');
    await expect(prove({ ...call, body: 'x' }, key)).rejects.toThrow('another body');
  });

  it('B3: the key in the phone cannot be taken out', async () => {
    const page = await open('app');
    const taken = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const request = indexedDB.open('guichet-authenticator', 1);
          request.onsuccess = () => {
            const got = request.result.transaction('device').objectStore('device').get('this-phone');
            got.onsuccess = () =>
              crypto.subtle.exportKey('pkcs8', (got.result as { privateKey: CryptoKey }).privateKey).then(
                () => resolve('exported'),
                (error: Error) => resolve(error.name),
              );
          };
        }),
    );
    expect(taken).toBe('InvalidAccessError');
  });

  it('B4: a wrong code tells the tries left and is not sent again by itself', async () => {
    const page = await open('approval');
    fake.answer(
      'POST /api/authenticator/approvals/a1',
      refusal(422, 'pin-wrong', { triesLeft: 2, next: ['try-again'] }),
    );
    await page.getByRole('button', { name: 'Confirm' }).click();
    await type(page, '1111');
    await page.getByText('Tries left: 2').waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    fake.answer('POST /api/authenticator/approvals/a1', refusal(403, 'pin-locked', { next: ['recover'] }));
    await type(page, '1112');
    await page.getByRole('heading', { name: 'Your code is locked' }).waitFor();
    expect(await page.getByRole('link', { name: 'Recover my identity' }).getAttribute('href')).toBe(
      '/recover',
    );
    expect(await page.locator('.keypad').count()).toBe(0);
  });

  it('A11: the code of the SMS binds a key made on the phone; the PIN is typed twice', async () => {
    const page = await open('activate');
    const soon = new Date(Date.now() + 600_000).toISOString();
    fake
      .answer('POST /api/authenticator/activation', {
        body: {
          step: 'code',
          purpose: 'activate',
          phone: '06 •• 78',
          codeLength: 4,
          expiresAt: soon,
          resendAt: soon,
          triesLeft: 3,
        },
      })
      .answer('POST /api/authenticator/activation/code', { body: { deviceId: 'device-9', step: 'pin' } })
      .answer('POST /api/authenticator/activation/pin', { body: { deviceId: 'device-9', step: 'done' } });
    await page.getByRole('button', { name: 'Send me the SMS' }).click();
    await page.getByLabel('Code from the SMS').fill('1234');
    await page.getByRole('heading', { name: 'Choose your code' }).waitFor();
    await type(page, '4071');
    await page.getByRole('heading', { name: 'Type it again' }).waitFor();
    await type(page, '4072');
    await page.getByText('The two codes were different').waitFor();
    expect(sent('POST /api/authenticator/activation/pin')).toEqual([]);
    await page.keyboard.type('4071');
    await page.getByRole('heading', { name: 'Type it again' }).waitFor();
    await page.keyboard.type('4071');
    await page.getByRole('heading', { name: 'Everything is ready' }).waitFor();
    const bound = only('POST /api/authenticator/activation/code');
    const { device } = JSON.parse(bound.body) as { device: { key: DevicePublicKey } };
    await prove(bound, device.key);
    const pin = only('POST /api/authenticator/activation/pin');
    await prove(pin, device.key);
    expect(decodeProtectedHeader(String(pin.headers['device-proof'])).kid).toBe('device-9');
    expect(createHash('sha256').update(pin.body).digest('hex')).toHaveLength(64);
  });

  it('B3: the app opens without a network; answers of the API are never kept', async () => {
    const page = await open('app');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(1);
    const kept = await page.evaluate(async () => {
      const [name = ''] = await caches.keys();
      return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
    });
    expect(kept.filter((path) => /^\/(api|oauth)/.test(path))).toEqual([]);
    expect(kept).toContain('/');
    fake.cutOff = true;
    await page.reload();
    await page.getByRole('alert').getByText('No answer came').waitFor();
    fake.cutOff = false;
    SCENES['app-request']?.prepare?.(fake);
    await page.getByText('wants you to sign in').waitFor();
  });
});

describe('sign-in page', () => {
  it('B5: refusing sends nothing but the refusal, and leads back', async () => {
    const page = await open('consent');
    await page.getByText('Birth name').waitFor();
    fake.answer('POST /api/sign-in/abc/consent', {
      body: {
        state: 'finished',
        client: { name: 'Tax service' },
        language: 'en',
        expiresAt: '',
        redirectTo: `${fake.origin}/help?error=access_denied`,
      },
    });
    await page.getByRole('button', { name: 'Refuse, send nothing' }).click();
    await page.waitForURL('**/help?error=access_denied');
    expect(JSON.parse(only('POST /api/sign-in/abc/consent').body)).toEqual({ decision: 'deny' });
  });

  it('B5: a consent that stands is sent on without a page; where that fails, the page asks after all', async () => {
    const page = await open('consent');
    fake.answer('GET /api/sign-in/abc', {
      body: signIn({ state: 'consent', claims: ['sub'], remembered: true }),
    });
    fake.answer('POST /api/sign-in/abc/consent', {
      body: signIn({ state: 'finished', redirectTo: `${fake.origin}/help` }),
    });
    await page.reload();
    await page.waitForURL('**/help');
    expect(JSON.parse(only('POST /api/sign-in/abc/consent').body)).toEqual({ decision: 'allow' });
    fake.answer('POST /api/sign-in/abc/consent', refusal(503, 'server-error'));
    await page.goto(`${fake.origin}/sign-in/abc`);
    await page.getByRole('button', { name: 'Continue to Tax service' }).waitFor();
  });

  it('B10: who continues in this browser can ask another phone instead', async () => {
    const page = await open('consent-continues');
    await page.getByText('ends in 07').waitFor();
    fake.answer('POST /api/sign-in/abc/phone', { body: signIn({ state: 'waiting', bindingNumber: '12' }) });
    await page.getByRole('button', { name: 'Use another phone' }).click();
    await page.getByLabel('Mobile number').fill('0612345678');
    fake.answer('GET /api/sign-in/abc', { body: signIn({ state: 'consent', claims: ['given_name'] }) });
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('12', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Continue to Tax service' }).waitFor();
    expect(await page.getByText('ends in 07').count()).toBe(0);
  });

  it('B10: support, a new account, the forgotten code and the way back are always there', async () => {
    const page = await open('sign-in');
    const links = page.getByRole('navigation', { name: 'Other ways' });
    for (const href of ['/help', '/enrol', '/recover']) await links.locator(`a[href="${href}"]`).waitFor();
    await links.getByRole('button', { name: 'Back to Tax service' }).waitFor();
  });
});

describe('console', () => {
  it('A9: approving needs every check, by keyboard alone', async () => {
    const page = await open('console-case');
    fake.answer('POST /api/review/cases/case-1.1/decision', () => {
      fake.answer('GET /api/review/cases/case-1.1', {
        body: {
          ...CASE,
          status: 'decided',
          decision: { outcome: 'approve', reasons: [], by: 'alice', at: new Date().toISOString() },
        },
      });
      return { body: {} };
    });
    const send = page.getByRole('button', { name: 'Send the decision' });
    await page.keyboard.press('a');
    for (const key of ['1', '2', '3']) await page.keyboard.press(key);
    await send.click();
    await page.getByRole('alert').getByText('All four must be checked').waitFor();
    await page.keyboard.press('4');
    await send.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Decided: approved').waitFor();
    expect(JSON.parse(only('POST /api/review/cases/case-1.1/decision').body)).toEqual({
      outcome: 'approve',
      checked: { documentGenuine: true, samePerson: true, digitsSpoken: true, dataCorrect: true },
      note: '',
    });
  });

  it('A10: a refusal without a reason is not sent', async () => {
    const page = await open('console-case');
    await page.keyboard.press('r');
    await page.getByRole('button', { name: 'Send the decision' }).click();
    await page.getByRole('alert').getByText('at least one reason').waitFor();
    expect(sent('POST /api/review/cases/case-1.1/decision')).toEqual([]);
  });
});
