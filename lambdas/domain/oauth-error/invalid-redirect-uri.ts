import { OAuthError } from './oauth-error.ts';

/** RFC 7591 §3.2.2: one or more redirection addresses cannot be registered. */
export class InvalidRedirectUri extends OAuthError {
  override readonly code = 'invalid_redirect_uri';
}
