/** One thing that happened, for the append-only trail (X1). Holds no secret and no personal data. */
export interface AuditEvent {
  /** `enrolment.started`, `review.decided`, `sign-in.approved`, … */
  readonly event: string;
  /** Whom it concerns: enrolment id or account id; `-` for the deployment itself. */
  readonly subject: string;
  /** Who did it: `citizen`, `system`, `operator:<name>`, `client:<id>`. */
  readonly actor: string;
  readonly at: Date;
  readonly details?: Readonly<Record<string, string>>;
  /** Names the occurrence: recorded again after a failure, it stands in the trail once. With the same `at`. */
  readonly once?: string;
}

export interface AuditTrail {
  /** Appends; never overwrites. The chain of hashes is added behind it, in order. */
  record(event: AuditEvent): Promise<void>;
}
