import type { Browser } from 'playwright-core';
import { openConsole, type Reviewer } from '../console.ts';
import type { Journal } from '../journal.ts';

/** A reviewer signs in, looks at the evidence side by side, and approves with every check ticked (A9). */
export async function reviewAndApprove(story: {
  readonly origin: string;
  readonly browser: Browser;
  readonly journal: Journal;
  readonly reviewer: Reviewer;
}): Promise<void> {
  const { browser, origin, journal, reviewer } = story;
  const page = await openConsole(browser, origin, reviewer);
  await page.locator('a.case-link').first().waitFor();
  await journal.picture(page, 'queue');
  await page.locator('a.case-link').first().click();
  await page.locator('form.decision').waitFor();
  await page.waitForLoadState('networkidle');
  await journal.picture(page, 'evidence');
  await page.locator('label.choice.approve input').check({ force: true });
  for (const tick of await page.locator('form.decision input[type=checkbox]').all())
    await tick.check({ force: true });
  await journal.picture(page, 'decision');
  await page.locator('form.decision button[type=submit]').click();
  await page.locator('form.decision').waitFor({ state: 'detached' });
  await page.context().close();
}
