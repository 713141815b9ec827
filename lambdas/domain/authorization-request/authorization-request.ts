import type { Language } from '../../contracts/enrolment.ts';
import type { Acr } from '../acr/acr.ts';
import type { RequestedClaims } from '../claims/requested-claims.ts';

export const RESPONSE_MODES = ['query', 'form_post', 'jwt', 'query.jwt', 'form_post.jwt'] as const;
export type ResponseMode = (typeof RESPONSE_MODES)[number];

/** A checked authorization request: what an interaction carries to its end. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state?: string;
  readonly nonce?: string;
  /** RFC 7636 §4.3; missing only where the operator let the client off. */
  readonly codeChallenge?: string;
  readonly scopes: readonly string[];
  readonly claims: RequestedClaims;
  /** The least level that will do. */
  readonly acr: Acr;
  /** `prompt=consent`: a remembered consent does not do. */
  readonly askConsent: boolean;
  /** The `sub` the client expects: from `id_token_hint` or `claims.id_token.sub.value`. */
  readonly expectedSubject?: string;
  /** How the answer goes back (OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode, JARM §2.3). */
  readonly responseMode: ResponseMode;
  /** RFC 9449 §10: the code may be redeemed with this key only. */
  readonly dpopJkt?: string;
  /** `prompt=login` or `select_account`: a single sign-on does not do. */
  readonly askLogin: boolean;
  /** `prompt=none`: nobody may be asked anything. */
  readonly silent: boolean;
  /** `prompt=create` (Initiating User Registration 1.0 §4.1): the page begins with the way to an identity. */
  readonly invitesToEnrol: boolean;
  /** Seconds since the person last proved phone and PIN (OIDC Core §3.1.2.1). */
  readonly maxAge?: number;
  /** `offline_access` was asked and may be given (OIDC Core §11). */
  readonly offline: boolean;
  readonly language: Language;
  /** The pushed request it is, which has one answer only. */
  readonly pushed?: string;
}
