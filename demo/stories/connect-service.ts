import type { Browser, Page } from 'playwright-core';
import { type Actor, follow, press, visit } from '../actor.ts';
import { openConsole, type Reviewer } from '../console.ts';
import type { Journal } from '../journal.ts';

const SERVICE = 'Library of Lyon';

/** A service registers itself, is tried with a persona, passes its checks and asks for production (B12). */
export async function connectService({ phone: page, ...actor }: Actor, journal: Journal): Promise<void> {
  const visitor = { phone: page, ...actor };
  await visit(visitor, '/app/connect/new');
  await page.getByLabel('Name of the service').fill(SERVICE);
  await page.getByLabel('What do people sign in for?').fill('borrow books');
  await page.getByLabel('Redirect addresses').fill('http://127.0.0.1:8080/callback');
  await page.getByLabel('Given names', { exact: true }).check();
  await page.getByLabel('Why Given names?').fill('To greet you at the desk.');
  await page.getByLabel('Page about data protection').fill('https://library.example/privacy');
  await page.getByLabel('Email address for questions').fill('it@library.example');
  await journal.picture(page, 'a service connects itself');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('Copy the secret now').waitFor();
  await journal.picture(page, 'the secret is shown once');
  await follow(page, 'Test personas');
  await press(page, 'Make a persona');
  await page.getByText('+3363998').first().waitFor();
  await journal.picture(page, 'a persona for trying it');
  await visit(visitor, '/app/connect');
  await follow(page, new RegExp(SERVICE));
  await press(page, 'Ask for production');
  await page.getByText('An operator looks at it. You are told by e-mail.').waitFor();
  await journal.picture(page, 'checks passed, waits for approval');
}

/** One operator looks and approves. */
export async function approveService(story: {
  readonly origin: string;
  readonly browser: Browser;
  readonly journal: Journal;
  readonly reviewer: Reviewer;
}): Promise<void> {
  const { browser, origin, journal, reviewer } = story;
  const page = await openConsole(browser, origin, reviewer);
  await openServices(page, origin);
  await journal.picture(page, 'a service asks for production');
  await press(page, 'Approve');
  await page.getByText('No service is waiting.').waitFor();
  await page.context().close();
}

async function openServices(page: Page, origin: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.goto(`${origin}/console/services`);
  await page.getByRole('heading', { name: new RegExp(SERVICE) }).waitFor();
}

export async function showProduction(actor: Actor, journal: Journal): Promise<void> {
  await visit(actor, '/app/connect');
  await follow(actor.phone, new RegExp(SERVICE));
  await actor.phone.getByText('In production').first().waitFor();
  await journal.picture(actor.phone, 'in production');
}
