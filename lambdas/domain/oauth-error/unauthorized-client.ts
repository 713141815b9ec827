import { OAuthError } from './oauth-error.ts';

/** RFC 6749 §4.1.2.1, §5.2: the client may not use this grant or flow. */
export class UnauthorizedClient extends OAuthError {
  override readonly code = 'unauthorized_client';
}
