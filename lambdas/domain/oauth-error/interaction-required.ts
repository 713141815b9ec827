import { OAuthError } from './oauth-error.ts';

/** OpenID Connect Core 1.0 §3.1.2.6: the person would have to do something, but may not be asked. */
export class InteractionRequired extends OAuthError {
  override readonly code = 'interaction_required';
}
