/** What a relying party is told without a browser, by the courier (queue `relying-party-messages`). */
export type RelyingPartyMessage =
  /** A grant ended: OIDC Back-Channel Logout §2.4, `sub` and `sid`. */
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
  /** Something happened to an identity: told to every subscribed relying party it has a consent with (RISC Profile §2). */
  | {
      readonly kind: 'account-event';
      readonly accountId: string;
      readonly event: AccountEvent;
    }
  /** One security event for one stream (RFC 8417, RFC 8935). */
  | {
      readonly kind: 'security-event';
      readonly clientId: string;
      readonly accountId: string;
      readonly event: AccountEvent;
    };

export type AccountEvent =
  | { readonly type: 'account-disabled'; readonly reason?: 'hijacking' | 'bulk-account' }
  | { readonly type: 'account-enabled' }
  | { readonly type: 'account-purged' }
  | { readonly type: 'credential-revoked'; readonly credential: 'pin' | 'x509' | 'app' }
  | { readonly type: 'identifier-changed'; readonly identifier: 'email' | 'phone' }
  | { readonly type: 'sessions-revoked' };

export interface RelyingPartyMessages {
  /** `id` makes the same message, sent twice, one: the courier remembers it. */
  enqueue(message: RelyingPartyMessage & { readonly id: string; readonly at: string }): Promise<void>;
}
