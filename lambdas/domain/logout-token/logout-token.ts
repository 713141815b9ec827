export const LOGOUT_TOKEN_TYPE = 'logout+jwt';
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Back-Channel Logout §2.4 recommends two minutes at most, so that a stolen one is of little use. */
const LIFETIME_SECONDS = 120;

/**
 * Back-Channel Logout §2.4: `sub`, and `sid` where one session is meant; never a `nonce`, so that it cannot be taken for an ID token.
 *
 * @param made.jti another for each attempt: a receiver that answered, unheard, may refuse to see one twice (§2.6)
 */
export function logoutTokenClaims(made: {
  readonly issuer: string;
  readonly clientId: string;
  readonly subject: string;
  readonly sid?: string;
  readonly jti: string;
  readonly now: Date;
}): Readonly<Record<string, unknown>> {
  const iat = Math.floor(made.now.getTime() / 1000);
  return {
    iss: made.issuer,
    aud: made.clientId,
    iat,
    exp: iat + LIFETIME_SECONDS,
    jti: made.jti,
    sub: made.subject,
    ...(made.sid !== undefined && { sid: made.sid }),
    events: { [LOGOUT_EVENT]: {} },
  };
}
