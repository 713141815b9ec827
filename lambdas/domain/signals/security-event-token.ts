export const SECURITY_EVENT_TYPE = 'secevent+jwt';

export type SubjectIdentifier =
  | { readonly format: 'iss_sub'; readonly iss: string; readonly sub: string }
  /** The stream itself (SSF §8.1.4.1). */
  | { readonly format: 'opaque'; readonly id: string };

/**
 * RFC 8417 §2.2 as SSF §4.1 narrows it: one event, the subject in `sub_id`, neither `sub` nor `exp`. Made of the message alone, so that
 * an attempt made again carries the same token.
 *
 * @param made.at when it happened; also `iat`, so that nothing differs between attempts
 */
export function securityEventClaims(made: {
  readonly issuer: string;
  readonly audience: string;
  readonly jti: string;
  readonly at: string;
  readonly subject: SubjectIdentifier;
  readonly type: string;
  readonly members: Readonly<Record<string, string>>;
}): Readonly<Record<string, unknown>> {
  const seconds = Math.floor(Date.parse(made.at) / 1000);
  return {
    iss: made.issuer,
    aud: made.audience,
    jti: made.jti,
    iat: seconds,
    toe: seconds,
    sub_id: made.subject,
    events: { [made.type]: made.members },
  };
}
