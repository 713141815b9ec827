import { OAuthError } from './oauth-error.ts';

/** OpenID Connect Core 1.0 §3.1.2.6: the person would have to agree, but may not be asked. */
export class ConsentRequired extends OAuthError {
  override readonly code = 'consent_required';
}
