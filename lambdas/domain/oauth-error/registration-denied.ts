import { OAuthError } from './oauth-error.ts';

/** RFC 7592 §2.2: the token is good, and what it asks is not allowed. */
export class RegistrationDenied extends OAuthError {
  override readonly code = 'access_denied';
  override readonly status = 403;
}
