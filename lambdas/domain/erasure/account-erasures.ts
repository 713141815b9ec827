/** One message of the queue `account-erasures`: this account is, or is about to be, closed. */
export interface AccountErasure {
  readonly accountId: string;
}

/**
 * How long a message waits before anybody works on it: longer than the request that put it there can live, so that by then the account
 * is closed, or never will be by that request.
 */
export const ERASURE_DELAY_SECONDS = 60;

/** Put in before the account is closed: a crash after that leaves nothing to be erased by hand. */
export interface AccountErasures {
  enqueue(erasure: AccountErasure): Promise<void>;
}
