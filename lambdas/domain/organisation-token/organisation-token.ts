/**
 * What a system may do by itself (RFC 6749 §3.3): send an organisation's registered letters; manage its own client's stream of security
 * events, for which it needs no organisation.
 */
export const ORGANISATION_SCOPES = ['letters', 'ssf.manage'] as const;
export type OrganisationScope = (typeof ORGANISATION_SCOPES)[number];

/** An opaque bearer token of a system; it tells of no person and opens none's data. */
export interface OrganisationToken {
  /** `hashSecret(token)`. */
  readonly id: string;
  readonly clientId: string;
  /** For which it acts; with `letters` always. */
  readonly organisationId?: string;
  readonly scopes: readonly OrganisationScope[];
  /** ISO instant. */
  readonly validUntil: string;
}

export interface OrganisationTokens {
  keep(token: OrganisationToken): Promise<void>;
  /** The token while it is good; undefined when unknown or expired. */
  find(id: string, now: Date): Promise<OrganisationToken | undefined>;
  /** Ends a token of this client; one that is unknown, or of another client, stays as it is. */
  revoke(end: { readonly id: string; readonly clientId: string; readonly now: Date }): Promise<void>;
}
