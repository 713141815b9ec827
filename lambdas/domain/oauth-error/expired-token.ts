import { OAuthError } from './oauth-error.ts';

/** CIBA Core §11: the `auth_req_id` is over; a new request is needed. */
export class ExpiredToken extends OAuthError {
  override readonly code = 'expired_token';
}
