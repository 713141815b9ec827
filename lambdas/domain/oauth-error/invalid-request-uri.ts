import { OAuthError } from './oauth-error.ts';

/** RFC 9101 §7, RFC 9126 §4: the request_uri is unknown, was used, or ran out. */
export class InvalidRequestUri extends OAuthError {
  override readonly code = 'invalid_request_uri';
}
