/** Cookies of this origin: HttpOnly, and on https also Secure with the `__Host-` prefix (RFC 6265bis §4.1.3.2). */
export interface CookieJar {
  /** The name as it is on the wire. */
  name(cookie: string): string;
  set(cookie: string, value: string, options: { maxAgeSeconds: number; sameSite?: 'Strict' | 'Lax' }): string;
  clear(cookie: string): string;
  read(cookies: Readonly<Record<string, string>>, cookie: string): string | undefined;
}

export function cookieJar(issuer: string): CookieJar {
  const secure = issuer.startsWith('https:');
  const name = (cookie: string): string => (secure ? `__Host-${cookie}` : cookie);
  const line = (cookie: string, value: string, maxAge: number, sameSite: string): string =>
    `${name(cookie)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=${sameSite}${secure ? '; Secure' : ''}`;
  return {
    name,
    set: (cookie, value, { maxAgeSeconds, sameSite = 'Strict' }) =>
      line(cookie, value, maxAgeSeconds, sameSite),
    clear: (cookie) => line(cookie, '', 0, 'Strict'),
    read: (cookies, cookie) => cookies[name(cookie)],
  };
}
