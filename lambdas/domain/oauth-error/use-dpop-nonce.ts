import { OAuthError } from './oauth-error.ts';

/** RFC 9449 §8, §9: the proof must say the nonce that comes along with this answer. */
export class UseDpopNonce extends OAuthError {
  override readonly code = 'use_dpop_nonce';
  override readonly headers: Readonly<Record<string, string>>;

  constructor(nonce: string) {
    super('The DPoP proof must hold the nonce given in the header DPoP-Nonce.');
    this.headers = { 'dpop-nonce': nonce };
  }
}
