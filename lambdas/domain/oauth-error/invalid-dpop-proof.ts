import { OAuthError } from './oauth-error.ts';

/** RFC 9449 §5, §7.1: the proof fails one of the checks of §4.3, or, at a resource, is missing. */
export class InvalidDpopProof extends OAuthError {
  override readonly code = 'invalid_dpop_proof';
}
