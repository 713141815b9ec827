import { OAuthError } from './oauth-error.ts';

/** RFC 8707 §2: a resource no token of this provider is for. */
export class InvalidTarget extends OAuthError {
  override readonly code = 'invalid_target';
}
