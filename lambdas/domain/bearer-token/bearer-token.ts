import { MissingToken } from '../oauth-error/missing-token.ts';
import { presentedToken, type TokenRequest } from './presented-token.ts';

/** RFC 6750 §2: for resources that know bearer tokens only; under another scheme there is none. */
export function bearerTokenOf(request: TokenRequest): string {
  const { scheme, text } = presentedToken(request);
  if (scheme !== 'Bearer') throw new MissingToken('A bearer token is required.');
  return text;
}
