import type { Language } from '../../contracts/enrolment.ts';
import type { Acr } from '../acr/acr.ts';
import type { RequestedClaims } from '../claims/requested-claims.ts';

/** A checked authorization request: what an interaction carries to its end. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state?: string;
  readonly nonce?: string;
  readonly codeChallenge: string;
  readonly scopes: readonly string[];
  readonly claims: RequestedClaims;
  /** The least level that will do. */
  readonly acr: Acr;
  /** `prompt=consent`: a remembered consent does not do. */
  readonly askConsent: boolean;
  /** The `sub` the client expects: from `id_token_hint` or `claims.id_token.sub.value`. */
  readonly expectedSubject?: string;
  readonly language: Language;
}
