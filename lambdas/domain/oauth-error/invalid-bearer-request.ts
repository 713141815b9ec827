import { OAuthError } from './oauth-error.ts';

/** RFC 6750 §3.1: more than one token, or a token in a place that is not allowed. */
export class InvalidBearerRequest extends OAuthError {
  override readonly code = 'invalid_request';
  override readonly headers = {
    'www-authenticate': `Bearer realm="guichet", error="invalid_request", error_description="${this.message}"`,
  };
}
