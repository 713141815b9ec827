import { InvalidTarget } from '../oauth-error/invalid-target.ts';
import type { Parameters } from './parameters.ts';

/**
 * RFC 8707 §2. Access tokens are for this provider: userinfo, its own services, and the resource servers that introspect here.
 * A request may name it; a token for anything else is refused instead of given out with another audience than asked.
 */
export function requireOwnResource(parameters: Parameters, issuer: string): void {
  const own = [issuer, `${issuer}/`, `${issuer}/oauth/userinfo`];
  if (parameters.all('resource').every((resource) => own.includes(resource))) return;
  throw new InvalidTarget(`resource may only be ${issuer} (RFC 8707).`);
}
