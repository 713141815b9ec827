import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';

/** What the client asked for: as much of an authorization request as there is without a browser. */
export type BackchannelAsk = Pick<
  AuthorizationRequest,
  'clientId' | 'scopes' | 'claims' | 'acr' | 'expectedSubject' | 'offline'
>;

/** A CIBA request that was taken (CIBA Core §7.3): what polling needs to know of it. The question itself is an approval. */
export interface BackchannelRequest {
  /** That of its approval, and of the grant it may become. */
  readonly id: string;
  readonly ask: BackchannelAsk;
  /** Grows by five with each poll that came too early. */
  readonly intervalSeconds: number;
  /** ISO instants: polls before the first are too early; after the second the request is over. */
  readonly pollableAt: string;
  readonly validUntil: string;
  /** Ping mode: `SealedPing`, sealed (purpose `ciba-ping`). */
  readonly ping?: string;
}

/** What an `auth_req_id` says, sealed (purpose `auth-req-id`). */
export interface SealedAuthReqId {
  readonly request: string;
}

/** What the client is told by a ping, and with which bearer token (CIBA Core §10.2). */
export interface SealedPing {
  readonly authReqId: string;
  readonly token: string;
}

/** An answer given in the last second may still be fetched. */
export const FETCH_SECONDS = 30;

export interface BackchannelRequests {
  keep(request: BackchannelRequest): Promise<void>;
  find(id: string): Promise<BackchannelRequest | undefined>;
  /**
   * Takes one poll of an open request: true when it came in time, and the next may come an interval later; false when it came too
   * early, and the interval is now five seconds longer. Of polls at the same instant one came in time, and they count as one.
   */
  poll(request: BackchannelRequest, now: Date): Promise<boolean>;
}
