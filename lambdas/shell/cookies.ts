/**
 * Cookies of this origin: HttpOnly, and on https also Secure with the `__Host-` prefix, or `__Secure-` where a path narrows them
 * (RFC 6265bis §4.1.3).
 */
export interface CookieJar {
  /** Cookies that are sent to this path only. */
  under(path: string): CookieJar;
  /** The name as it is on the wire. */
  name(cookie: string): string;
  set(cookie: string, value: string, options: { maxAgeSeconds: number; sameSite?: 'Strict' | 'Lax' }): string;
  clear(cookie: string): string;
  read(cookies: Readonly<Record<string, string>>, cookie: string): string | undefined;
}

export function cookieJar(issuer: string, path = '/'): CookieJar {
  const secure = issuer.startsWith('https:');
  const prefix = path === '/' ? '__Host-' : '__Secure-';
  const name = (cookie: string): string => (secure ? `${prefix}${cookie}` : cookie);
  const line = (cookie: string, value: string, maxAge: number, sameSite: string): string =>
    `${name(cookie)}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=${sameSite}${secure ? '; Secure' : ''}`;
  return {
    under: (narrower) => cookieJar(issuer, narrower),
    name,
    set: (cookie, value, { maxAgeSeconds, sameSite = 'Strict' }) =>
      line(cookie, value, maxAgeSeconds, sameSite),
    clear: (cookie) => line(cookie, '', 0, 'Strict'),
    read: (cookies, cookie) => cookies[name(cookie)],
  };
}
