/** A person's post-office box. Opening it is the consent to electronic delivery (R. 53-2 CPCE asks for it of those who are no professionals). */
export interface Box {
  /** Account id. */
  readonly id: string;
  readonly status: 'open' | 'closed';
  /** ISO 8601. */
  readonly openedAt: string;
  readonly closedAt?: string;
  /** Storage that the documents in the box take, those being uploaded included. */
  readonly bytes: number;
}

export interface Boxes {
  /** Undefined when this person never opened one. */
  find(accountId: string): Promise<Box | undefined>;
  /** Opens or opens again; what was in a closed box is still there. */
  open(accountId: string, now: Date): Promise<Box>;
  /** False when there is no open box. */
  close(accountId: string, now: Date): Promise<boolean>;
  /** Takes storage; false, and nothing is taken, when more than `limit` bytes would be. */
  reserve(accountId: string, bytes: number, limit: number): Promise<boolean>;
  release(accountId: string, bytes: number): Promise<void>;
}
