import { OAuthError } from './oauth-error.ts';

/** CIBA Core §11: as `authorization_pending`, and the client waits five seconds longer from now on. */
export class SlowDown extends OAuthError {
  override readonly code = 'slow_down';
}
