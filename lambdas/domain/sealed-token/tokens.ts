import type { TokenBinding } from '../grant/grant.ts';

/**
 * Which grant a token is of, and for whom: enough to read all it hangs on in one call (the grant's id names its account), and to
 * refuse another client without reading anything.
 */
export interface GrantAddress {
  readonly grant: string;
  readonly client: string;
}

/** What an authorization code says, sealed (purpose `code`). */
export interface SealedCode {
  readonly grant: string;
}

/** What an access token says, sealed (purpose `access-token`). */
export interface SealedAccessToken extends GrantAddress {
  /** Epoch seconds. */
  readonly exp: number;
  readonly iat: number;
  readonly cnf?: TokenBinding;
  /** Only where a refresh asked for less than the grant (RFC 6749 §6). */
  readonly scopes?: readonly string[];
  /** Good for one userinfo answer (FranceConnect: "single use if possible"). */
  readonly once?: true;
}

/** What a refresh token says, sealed (purpose `refresh-token`). */
export interface SealedRefreshToken extends GrantAddress {
  /** `Grant.refreshCount` it was made with. */
  readonly count: number;
  /** Of public clients, which have nothing else to prove themselves with (RFC 9449 §5, RFC 8705 §4). */
  readonly cnf?: TokenBinding;
}
