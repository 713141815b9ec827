import { OAuthError } from './oauth-error.ts';

/** OpenID Connect Core 1.0 §3.1.2.6: relying parties register beforehand. */
export class RegistrationNotSupported extends OAuthError {
  override readonly code = 'registration_not_supported';
}
