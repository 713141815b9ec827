import type { Browser, Page } from 'playwright-core';

/** An operator, as the laptop seeds them. */
export interface Reviewer {
  readonly username: string;
  readonly password: string;
}

/** A page of the console in a window of its own, signed in; close its context when done. */
export async function openConsole(
  browser: Browser,
  origin: string,
  { username, password }: Reviewer,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${origin}/console`);
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(password);
  await page.locator('main form button[type=submit]').click();
  await page.locator('#username').waitFor({ state: 'detached' });
  return page;
}
