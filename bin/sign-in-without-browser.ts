import { setTimeout as pause } from 'node:timers/promises';
import type { SignInView } from '../lambdas/contracts/sign-in.ts';

const LOOK_MILLISECONDS = 300;

/**
 * Goes through a sign-in as the browser of a person does who types this number, and says yes to everything.
 * @param address the authorization request, as the relying party would send the browser there
 * @returns where the browser is led back to: code or error stand in it
 * @throws a sentence when the sign-in cannot go on
 */
export async function signInWithoutBrowser(address: string, phone: string): Promise<string> {
  const browser = cookieBrowser(new URL(address).origin);
  const first = await browser.visit(address);
  const [, interaction] = /\/sign-in\/([\w.~-]+)/.exec(first.location) ?? [];
  if (interaction === undefined) return first.location || refuse(first.text);
  const path = `/api/sign-in/${interaction}`;
  let view = await browser.call('GET', path);
  if (view.state === 'phone') view = await browser.call('POST', `${path}/phone`, { phone });
  while (view.state === 'waiting') {
    await pause(LOOK_MILLISECONDS);
    view = await browser.call('GET', path);
  }
  if (view.state === 'consent') view = await browser.call('POST', `${path}/consent`, { decision: 'allow' });
  else if (view.redirectTo === undefined) view = await browser.call('POST', `${path}/cancel`);
  const back = new URL(view.redirectTo ?? refuse('The sign-in is over.'), address).href;
  if (!back.includes('/oauth/authorize/answer')) return back;
  const answer = await browser.visit(back);
  return answer.location || formOf(answer.text);
}

/** The answer as a form that the browser posts (OAuth 2.0 Form Post Response Mode §2), written as an address. */
function formOf(page: string): string {
  const [, action] = /<form[^>]* action="([^"]+)"/.exec(page) ?? [];
  const fields = new URLSearchParams();
  for (const [, name = '', value = ''] of page.matchAll(/name="([^"]+)"[^>]*? value="([^"]*)"/g))
    fields.append(name, value);
  return action === undefined ? refuse(page) : `${action}?${fields}`;
}

function refuse(page: string): never {
  const words = page.replace(/<(style|script|title)[\s\S]*?<\/\1>|<[^>]+>/g, ' ');
  throw new Error(words.replace(/\s+/g, ' ').trim().slice(0, 400) || 'The sign-in page did not open.');
}

function cookieBrowser(origin: string) {
  const cookies = new Map<string, string>();
  const send = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...init.headers, ...(cookie !== '' && { cookie }) };
    const answer = await fetch(address, { ...init, redirect: 'manual', headers }).catch(() => undefined);
    if (answer === undefined) throw new Error(`Nobody answers at ${new URL(address).origin}.`);
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  };
  return {
    async visit(address: string): Promise<{ readonly location: string; readonly text: string }> {
      const answer = await send(address);
      return { location: answer.headers.get('location') ?? '', text: await answer.text() };
    },

    async call(method: 'GET' | 'POST', path: string, body?: object): Promise<SignInView> {
      const answer = await send(origin + path, {
        method,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      });
      const told = (await answer.json()) as SignInView & { readonly detail?: string };
      if (!answer.ok) throw new Error(told.detail ?? `The sign-in page answered ${answer.status}.`);
      return told;
    },
  };
}
