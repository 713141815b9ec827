import type { AnswerTarget } from '../authorization-response/answer-location.ts';

/** A request that is refused to the client itself, by way of the browser (RFC 6749 §4.1.2.1). */
export class RefusedRequest extends Error {
  /** Trusted: a registered address of a known client. */
  readonly target: AnswerTarget;
  /** An `OAuthError`, or a failure of ours. */
  override readonly cause: unknown;
  constructor(target: AnswerTarget, cause: unknown) {
    super('The authorization request is refused.');
    this.target = target;
    this.cause = cause;
  }
}
