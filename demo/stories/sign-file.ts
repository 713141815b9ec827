import type { Browser, Page } from 'playwright-core';
import { type Actor, save, visit } from '../actor.ts';
import type { Journal } from '../journal.ts';

export interface SignedFile {
  readonly name: string;
  readonly content: Buffer;
  readonly signature: Buffer;
}

/** Signs a file in the app: its fingerprint is computed there, and the signature saved beside it (D3). */
export async function signFile(actor: Actor, journal: Journal): Promise<SignedFile> {
  const { phone, password } = actor;
  const file = {
    name: 'lease.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Lease, 12 rue des Lilas.\n'),
  };
  await visit(actor, '/app/sign');
  await phone.locator('#file').setInputFiles(file);
  await phone.locator('#signing-password').fill(password);
  await journal.picture(phone, 'a file and its fingerprint');
  await phone.locator('.sign-with-password button').click();
  await phone.locator('.confirmed').waitFor();
  await journal.picture(phone, 'signed');
  const signature = await save(phone, phone.locator('main .actions button').first());
  return { name: file.name, content: file.buffer, signature };
}

/** Anybody verifies it, without an account, on the public page (D4–D6). */
export async function verifyFile(
  browser: Browser,
  origin: string,
  signed: SignedFile,
  journal: Journal,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${origin}/verify`);
  await page.locator('main h1').waitFor();
  await page.waitForLoadState('networkidle');
  await journal.picture(page, 'verification page');
  await chooseDetached(page, signed);
  await journal.picture(page, 'document and signature');
  await page.locator('main button[type=submit]').click();
  await page.getByText('The authenticity of the document is confirmed').first().waitFor();
  await journal.picture(page, 'confirmed');
  await context.close();
}

async function chooseDetached(page: Page, { name, content, signature }: SignedFile): Promise<void> {
  await page.locator('input[type=radio][value=detached]').check();
  const document = { name, mimeType: 'text/plain', buffer: content };
  const detached = { name: `${name}.p7s`, mimeType: 'application/pkcs7-signature', buffer: signature };
  await page.locator('#document-input').setInputFiles(document);
  await page.locator('#file-input').setInputFiles(detached);
}
