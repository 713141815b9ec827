import { OAuthError } from './oauth-error.ts';

/** CIBA Core §13: the hint cannot name anybody. Never told of a hint that could. */
export class UnknownUserId extends OAuthError {
  override readonly code = 'unknown_user_id';
}
