/** PKIFailureInfo of RFC 3161 §2.4.2: the bits that a time-stamping authority may give. */
export const FAILURES = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  systemFailure: 25,
} as const;
export type TimeStampFailure = keyof typeof FAILURES;

/** Why no token is made, as the protocol says it; the sentence goes into statusString. */
export class TimeStampRefusal extends Error {
  readonly failure: TimeStampFailure;
  constructor(failure: TimeStampFailure, sentence: string) {
    super(sentence);
    this.name = 'TimeStampRefusal';
    this.failure = failure;
  }
}
