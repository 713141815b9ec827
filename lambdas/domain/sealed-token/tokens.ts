import type { TokenBinding } from '../grant/grant.ts';

/** What an authorization code says, sealed (purpose `code`). */
export interface SealedCode {
  readonly grant: string;
}

/** What an access token says, sealed (purpose `access-token`). */
export interface SealedAccessToken {
  readonly grant: string;
  /** Epoch seconds. */
  readonly exp: number;
  readonly iat: number;
  readonly cnf?: TokenBinding;
  /** Only where a refresh asked for less than the grant (RFC 6749 §6). */
  readonly scopes?: readonly string[];
}

/** What a refresh token says, sealed (purpose `refresh-token`). */
export interface SealedRefreshToken {
  readonly grant: string;
  /** `Grant.refreshCount` it was made with. */
  readonly count: number;
}
