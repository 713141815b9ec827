import { OAuthError } from './oauth-error.ts';

/** RFC 6750 §3.1: the token is good, but not for this. */
export class InsufficientScope extends OAuthError {
  override readonly code = 'insufficient_scope';
  override readonly status = 403;
  override readonly headers: Readonly<Record<string, string>>;

  constructor(scope: string) {
    super(`The access token does not have the scope ${scope}.`);
    this.headers = {
      'www-authenticate': `Bearer realm="guichet", error="insufficient_scope", scope="${scope}"`,
    };
  }
}
