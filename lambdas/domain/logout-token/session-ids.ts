/** Which sessions a client was told of (`sid` of its ID tokens). */
export interface SessionIds {
  /** Of one person at one client, ended ones too, as long as they are remembered: a day after their last token. */
  of(accountId: string, clientId: string): Promise<readonly string[]>;
}
