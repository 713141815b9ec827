import { OAuthError } from './oauth-error.ts';

/**
 * RFC 6749 §5.2: unknown client, no or failed client authentication. RFC 9110 §11.6.1: a 401 names a scheme. Some libraries
 * report the challenge instead of the body, so the challenge tells the reason too.
 */
export class InvalidClient extends OAuthError {
  override readonly code = 'invalid_client';
  override readonly status = 401;
  override readonly headers = {
    'www-authenticate': `Basic realm="guichet", error="invalid_client", error_description="${this.message.replaceAll('"', "'")}"`,
  };
}
