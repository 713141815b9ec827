/** Remembers one-time identifiers (`jti`) for as long as they could be used again. */
export interface Replays {
  /** True the first time within the lifetime, false ever after: one conditional write. */
  unique(use: {
    /** Whose identifiers: `client-assertion:<client>`, `device-proof:<device>`. */
    readonly purpose: string;
    readonly id: string;
    readonly expiresAt: Date;
    readonly now: Date;
  }): Promise<boolean>;
}
