import { OAuthError } from './oauth-error.ts';

/** RFC 9101 §7: the request object is not signed as it must be, or says what it may not. */
export class InvalidRequestObject extends OAuthError {
  override readonly code = 'invalid_request_object';
}
