import { OAuthError } from './oauth-error.ts';

/** CIBA Core §11: the person has not decided yet. */
export class AuthorizationPending extends OAuthError {
  override readonly code = 'authorization_pending';
}
