import { OAuthError } from './oauth-error.ts';

/** RFC 6749 §4.1.2.1, §5.2: a parameter is missing, repeated, malformed or forbidden. */
export class InvalidRequest extends OAuthError {
  override readonly code = 'invalid_request';
}
