/** What a system of an organisation may do by itself (RFC 6749 §3.3): send registered letters. */
export const ORGANISATION_SCOPES = ['letters'] as const;
export type OrganisationScope = (typeof ORGANISATION_SCOPES)[number];

/** An opaque bearer token of an organisation's system; it tells of no person and opens none's data. */
export interface OrganisationToken {
  /** `hashSecret(token)`. */
  readonly id: string;
  readonly clientId: string;
  readonly organisationId: string;
  readonly scopes: readonly OrganisationScope[];
  /** ISO instant. */
  readonly validUntil: string;
}

export interface OrganisationTokens {
  keep(token: OrganisationToken): Promise<void>;
  /** The token while it is good; undefined when unknown or expired. */
  find(id: string, now: Date): Promise<OrganisationToken | undefined>;
}
