import { OAuthError } from './oauth-error.ts';

/** RFC 6750 §3.1: the access token is unknown, expired or revoked. */
export class InvalidToken extends OAuthError {
  override readonly code = 'invalid_token';
  override readonly status = 401;
  override readonly headers = {
    'www-authenticate': `Bearer realm="guichet", error="invalid_token", error_description="${this.message}"`,
  };
}
