import { OAuthError } from './oauth-error.ts';

/** RFC 6750 §3.1: a request without any token gets the challenge alone, without an error code in it. */
export class MissingToken extends OAuthError {
  override readonly code = 'invalid_token';
  override readonly status = 401;
  override readonly headers = { 'www-authenticate': 'Bearer realm="guichet"' };
}
