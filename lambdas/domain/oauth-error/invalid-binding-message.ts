import { OAuthError } from './oauth-error.ts';

/** CIBA Core §13: the message cannot be shown on the phone. */
export class InvalidBindingMessage extends OAuthError {
  override readonly code = 'invalid_binding_message';
}
