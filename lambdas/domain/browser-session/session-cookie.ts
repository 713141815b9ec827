import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import { BROWSER_COOKIE, type BrowserSession } from './browser-session.ts';

/** Cookies of the browser that asks: `shell/cookies` fits. */
interface WritesCookies {
  set(cookie: string, value: string, options: { maxAgeSeconds: number; sameSite: 'Lax' }): string;
}

/** The session, sealed. It must come along when a relying party sends the browser here, hence `Lax`. */
export async function sessionCookie(
  session: BrowserSession,
  now: Date,
  { cookies, sealers }: { readonly cookies: WritesCookies; readonly sealers: TokenSealers },
): Promise<string> {
  const sealed = (await sealers('browser-session')).seal(session);
  const maxAgeSeconds = Math.ceil((Date.parse(session.validUntil) - now.getTime()) / 1000);
  return cookies.set(BROWSER_COOKIE, sealed, { maxAgeSeconds, sameSite: 'Lax' });
}

/** What the browser's cookie says; nothing of it is judged yet. */
export async function sessionOf(
  cookies: Readonly<Record<string, string>>,
  deps: {
    readonly cookies: {
      read(cookies: Readonly<Record<string, string>>, cookie: string): string | undefined;
    };
    readonly sealers: TokenSealers;
  },
): Promise<BrowserSession | undefined> {
  const sealed = deps.cookies.read(cookies, BROWSER_COOKIE);
  return sealed === undefined
    ? undefined
    : (await deps.sealers('browser-session')).open<BrowserSession>(sealed);
}
