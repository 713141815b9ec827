import { OAuthError } from './oauth-error.ts';

/** RFC 6749 §4.1.2.1, §5.2: the scope is missing or malformed. */
export class InvalidScope extends OAuthError {
  override readonly code = 'invalid_scope';
}
