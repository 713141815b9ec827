import { OAuthError } from './oauth-error.ts';

/** RFC 6749 §5.2. */
export class UnsupportedGrantType extends OAuthError {
  override readonly code = 'unsupported_grant_type';
}
