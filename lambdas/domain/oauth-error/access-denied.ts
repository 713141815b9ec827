import { OAuthError } from './oauth-error.ts';

/** RFC 6749 §4.1.2.1: the person, or the provider for them, said no. */
export class AccessDenied extends OAuthError {
  override readonly code = 'access_denied';
}
