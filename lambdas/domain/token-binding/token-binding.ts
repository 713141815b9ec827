import type { TokenBinding } from '../grant/grant.ts';

/** Whether a request shows the key that a token was bound to; a token bound to nothing asks for nothing. */
export function isSameKey(bound: TokenBinding | undefined, shown: TokenBinding | undefined): boolean {
  if (bound === undefined) return true;
  if (shown === undefined) return false;
  return 'jkt' in bound
    ? 'jkt' in shown && bound.jkt === shown.jkt
    : 'x5t' in shown && bound.x5t === shown.x5t;
}

/** The member `cnf` of an introspection answer (RFC 9449 §6.2, RFC 8705 §3.2). */
export const toConfirmation = (binding: TokenBinding): { jkt: string } | { 'x5t#S256': string } =>
  'jkt' in binding ? { jkt: binding.jkt } : { 'x5t#S256': binding.x5t };
