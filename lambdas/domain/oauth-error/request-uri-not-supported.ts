import { OAuthError } from './oauth-error.ts';

/** OpenID Connect Core 1.0 §3.1.2.6: no request objects by reference. */
export class RequestUriNotSupported extends OAuthError {
  override readonly code = 'request_uri_not_supported';
}
