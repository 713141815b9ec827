import { OAuthError } from './oauth-error.ts';

/** RFC 6749 §4.1.2.1: a failure of ours, told by redirect because a 500 cannot be. */
export class ServerError extends OAuthError {
  override readonly code = 'server_error';
}
