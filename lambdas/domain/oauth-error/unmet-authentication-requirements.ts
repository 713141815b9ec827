import { OAuthError } from './oauth-error.ts';

/** OpenID Connect Core Unmet Authentication Requirements 1.0 §2: the demanded acr cannot be reached. */
export class UnmetAuthenticationRequirements extends OAuthError {
  override readonly code = 'unmet_authentication_requirements';
}
