/** What a relying party is told without a browser, by the courier (queue `relying-party-messages`). */
export type RelyingPartyMessage =
  /** OIDC Back-Channel Logout §2.4. */
  | {
      readonly kind: 'logout';
      readonly clientId: string;
      readonly accountId: string;
      /** Absent: every session of this person at the client. */
      readonly sid?: string;
    }
  /** The person decided: CIBA Core §10.2 (ping). */
  | {
      readonly kind: 'ciba-ping';
      readonly clientId: string;
      /** Its id; what the client is told lies sealed with it. */
      readonly requestId: string;
    }
  /** Something happened to an identity: told to every subscribed relying party it has a consent with. */
  | { readonly kind: 'account-event'; readonly accountId: string; readonly event: AccountEvent }
  /** One security event for one stream (RFC 8417, RFC 8935). */
  | {
      readonly kind: 'security-event';
      readonly clientId: string;
      readonly accountId: string;
      readonly event: AccountEvent;
    }
  /** Asked for by the receiver (SSF §8.1.4). */
  | {
      readonly kind: 'stream-verification';
      readonly clientId: string;
      readonly streamId: string;
      readonly state?: string;
    }
  /** A stream is enabled again: what was held goes out, in order (SSF §8.1.2.1). */
  | { readonly kind: 'stream-resumed'; readonly clientId: string };

/** What happens to identities here; each becomes an event of the RISC Profile or CAEP (domain/signals/event-types.ts). */
export type AccountEvent =
  /**
   * Nobody can sign in with the identity: the code is locked, until it is recovered or a counter unlocks it; or an operator suspended
   * the identity. `hijacking`: because somebody else had it (RISC Profile §2.3).
   */
  | { readonly type: 'account-disabled'; readonly reason?: 'hijacking' }
  | { readonly type: 'account-enabled' }
  /** Another e-mail address or phone number, by which the identity is recovered: what was asked for of them is to be asked again. */
  | { readonly type: 'recovery-information-changed' }
  /** The person left: who they were is erased here. */
  | { readonly type: 'account-purged' }
  | { readonly type: 'credential-revoked'; readonly credential: 'pin' | 'x509' | 'app' }
  /** The person chose another code; nothing ends by it. */
  | { readonly type: 'credential-changed'; readonly credential: 'pin' }
  /** Recovered with a new phone: what was signed in before may be in other hands. */
  | { readonly type: 'sessions-revoked' };

/** `id` names the occurrence: sent or delivered twice, it is told once. `at`: when it happened, ISO instant. */
export type QueuedMessage = RelyingPartyMessage & { readonly id: string; readonly at: string };

export interface RelyingPartyMessages {
  enqueue(message: QueuedMessage): Promise<void>;
}

/** Remembers what was told, so that a message delivered again is not. */
export interface ToldMessages {
  has(id: string): Promise<boolean>;
  keep(id: string, now: Date): Promise<void>;
}
