/** Where an answer goes: the registered address and the client's own state. */
export interface ResponseTarget {
  readonly redirectUri: string;
  readonly state?: string;
}

/** RFC 6749 §3.1.2: a query of the registered address is kept as it is. */
export function redirectWith(target: ResponseTarget, parameters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(parameters);
  if (target.state !== undefined) query.set('state', target.state);
  return `${target.redirectUri}${target.redirectUri.includes('?') ? '&' : '?'}${query}`;
}
