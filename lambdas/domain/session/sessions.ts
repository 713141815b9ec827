/** Sessions of one kind (enrolment, operator): a cookie's secret on one side, its hash on the other. */
export interface Sessions {
  /** Opens a session and gives the secret for the cookie. */
  open(request: {
    readonly subject: string;
    readonly lifetimeSeconds: number;
    readonly idleSeconds?: number;
    readonly now: Date;
  }): Promise<string>;
  /** Who it is, or undefined when unknown, expired or idle for too long. Use counts as activity. */
  find(
    secret: string,
    now: Date,
  ): Promise<{ readonly subject: string; readonly expiresAt: Date } | undefined>;
  close(secret: string): Promise<void>;
}
