/** A request of a relying party that was refused, as its own people may read it: never a token, a code or anything personal. */
export interface ClientError {
  readonly clientId: string;
  /** What was asked, for example `POST /oauth/token`; or where it arose: `sign-in page`. */
  readonly endpoint: string;
  /** The registered value of `error`. */
  readonly code: string;
  /** `error_description`, or more than the answer may say to whoever asked. */
  readonly sentence: string;
  /** By which an operator finds it in the logs. */
  readonly requestId: string;
  readonly at: Date;
}

/** Where functions write. Quick or not at all: a log line may be lost, an answer to a relying party may not. */
export interface ClientErrors {
  /** Keeps one error; of a window at most as many as the operator allows, however many come at once. */
  record(error: ClientError): Promise<void>;
}

/** Where the portal reads. */
export interface ClientErrorLog {
  /** Errors of one client, newest first. */
  of(clientId: string, now: Date): Promise<readonly ClientError[]>;
}
