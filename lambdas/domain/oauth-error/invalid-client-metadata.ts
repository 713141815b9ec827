import { OAuthError } from './oauth-error.ts';

/** RFC 7591 §3.2.2: what the client registered cannot be acted on, for example encryption without a key for it. */
export class InvalidClientMetadata extends OAuthError {
  override readonly code = 'invalid_client_metadata';
}
