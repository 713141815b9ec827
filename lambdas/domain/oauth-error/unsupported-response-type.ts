import { OAuthError } from './oauth-error.ts';

/** RFC 6749 §4.1.2.1: only the code flow is served. */
export class UnsupportedResponseType extends OAuthError {
  override readonly code = 'unsupported_response_type';
}
