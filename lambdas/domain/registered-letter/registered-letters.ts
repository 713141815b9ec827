import type { DeliveryEvent } from './delivery-event.ts';

/** Evidence as it is kept: it names people, so it is sealed under a data key of its letter or person. */
export interface KeptEvidence {
  readonly letterId: string;
  readonly event: DeliveryEvent;
  /** ISO 8601 */
  readonly at: string;
  readonly sealed: string;
}

export interface RegisteredLetters {
  /** Keeps evidence; an event that happens once is kept once, and answers false the second time. */
  keep(evidence: KeptEvidence): Promise<boolean>;
  /** All evidence of a letter in order of time. */
  list(letterId: string): Promise<readonly KeptEvidence[]>;
}
