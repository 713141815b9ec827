/** Where an account's one phone takes pushes (RFC 8030 §3). At most one an account: another phone takes the place of the first. */
export interface PushSubscription {
  readonly accountId: string;
  /** The phone that gave it. */
  readonly deviceId: string;
  /** `PushEndpoint`, sealed (purpose `push-endpoint`): who reads the tables learns of no browser. */
  readonly sealed: string;
  /** ISO instant. */
  readonly addedAt: string;
}

/** What is sealed. */
export interface PushEndpoint {
  readonly endpoint: string;
}

export interface PushSubscriptions {
  of(accountId: string): Promise<PushSubscription | undefined>;
  /** Removes this very one; one that took its place meanwhile stays. */
  remove(subscription: PushSubscription): Promise<void>;
}

export interface PushSubscribing {
  /** Keeps it, by one write, if the device is the account's phone at that instant; else answers false and keeps nothing. */
  keep(subscription: PushSubscription): Promise<boolean>;
}
