import type { Enrolment, EnrolmentChanges } from './enrolment.ts';

export interface Enrolments {
  /** Keeps a new enrolment; its id is unique by its 128 random bits. */
  create(enrolment: Enrolment): Promise<void>;
  load(id: string): Promise<Enrolment | undefined>;
  /**
   * Changes the enrolment if nobody did since `enrolment.version`, and counts the version up: one conditional write.
   * Throws `Refusal` conflict `enrolment-changed` otherwise.
   */
  advance(enrolment: Enrolment, changes: EnrolmentChanges, now: Date): Promise<Enrolment>;
}
