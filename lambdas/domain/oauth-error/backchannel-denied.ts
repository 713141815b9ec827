import { OAuthError } from './oauth-error.ts';

/** CIBA Core §13: refused by policy before anybody was asked; 403 at the backchannel authentication endpoint. */
export class BackchannelDenied extends OAuthError {
  override readonly code = 'access_denied';
  override readonly status = 403;
}
