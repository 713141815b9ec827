const TOKEN = /^#([A-Za-z0-9_-]{20,128})$/;

/** The capability in a link that somebody copied. */
export const tokenOf = (link: string): string | undefined =>
  TOKEN.exec(link.trim().slice(link.trim().lastIndexOf('#')))?.[1];

/** Whether this page was opened by a link that carries a capability in its fragment. */
export const holdsToken = (): boolean => TOKEN.test(location.hash);

/**
 * The capability of the link (a fragment is never sent to a server by itself). It is taken out of the address bar at
 * once, so that it stays in no history, bookmark or screenshot.
 */
export function takeToken(): string | undefined {
  const token = TOKEN.exec(location.hash)?.[1];
  if (token) history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}
