import { OAuthError } from './oauth-error.ts';

/** OpenID Connect Core 1.0 §3.1.2.6: the person would have to sign in, but may not be asked (or is not who the hint names). */
export class LoginRequired extends OAuthError {
  override readonly code = 'login_required';
}
