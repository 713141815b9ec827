import { OAuthError } from './oauth-error.ts';

/** RFC 6749 §5.2: the code is unknown, expired, used, of another client, or does not fit redirect_uri or verifier. */
export class InvalidGrant extends OAuthError {
  override readonly code = 'invalid_grant';
}
