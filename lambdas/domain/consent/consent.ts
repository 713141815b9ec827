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
  /** Keeps a consent given now; what was agreed to earlier stands beside it, until all of it is revoked. */
  keep(consent: { accountId: string; clientId: string; claims: readonly string[]; now: Date }): Promise<void>;
  of(accountId: string): Promise<readonly Consent[]>;
  /** False when there was none. */
  revoke(accountId: string, clientId: string): Promise<boolean>;
}

/** Whether an earlier consent covers everything asked now. */
export function covers(consent: Consent | undefined, claims: readonly string[]): boolean {
  const agreed = new Set(consent?.claims);
  return consent !== undefined && claims.every((claim) => agreed.has(claim));
}
