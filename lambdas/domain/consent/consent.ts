/** What a person agreed to send to a client (B5). */
export interface Consent {
  readonly accountId: string;
  readonly clientId: string;
  readonly claims: readonly string[];
  /** ISO instants. */
  readonly givenAt: string;
  readonly lastUsedAt?: string;
}

export interface Consents {
  find(accountId: string, clientId: string): Promise<Consent | undefined>;
  /** Keeps a consent given now; it replaces an earlier one, whose first date stays. */
  keep(consent: { accountId: string; clientId: string; claims: readonly string[]; now: Date }): Promise<void>;
  of(accountId: string): Promise<readonly Consent[]>;
  /** False when there was none. */
  revoke(accountId: string, clientId: string): Promise<boolean>;
}

/** Whether an earlier consent covers everything asked now. */
export const covers = (consent: Consent | undefined, claims: readonly string[]): boolean =>
  consent !== undefined && claims.every((claim) => consent.claims.includes(claim));
