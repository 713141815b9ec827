/** The verification machine, seen from the enrolment. */
export interface Verifications {
  /** Starts the verification of one submission; starting it again changes nothing. */
  start(submission: { readonly enrolment: string; readonly attempt: number }): Promise<void>;
}
