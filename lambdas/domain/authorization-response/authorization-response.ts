import type { OAuthError } from '../oauth-error/oauth-error.ts';

/** Where an answer goes: the registered address and the client's own state. */
export interface ResponseTarget {
  readonly redirectUri: string;
  readonly state?: string;
}

/** RFC 6749 §4.1.2 with `iss` (RFC 9207 §2). */
export function codeRedirect(issuer: string, target: ResponseTarget, code: string): string {
  return redirectWith(target, { code, iss: issuer });
}

/** RFC 6749 §4.1.2.1 with `iss` (RFC 9207 §2). */
export function errorRedirect(issuer: string, target: ResponseTarget, error: OAuthError): string {
  return redirectWith(target, { error: error.code, error_description: error.message, iss: issuer });
}

/** RFC 6749 §3.1.2: a query of the registered address is kept as it is. */
export function redirectWith(target: ResponseTarget, parameters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(parameters);
  if (target.state !== undefined) query.set('state', target.state);
  return `${target.redirectUri}${target.redirectUri.includes('?') ? '&' : '?'}${query}`;
}
