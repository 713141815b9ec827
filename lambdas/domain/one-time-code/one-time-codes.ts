/** Whose code it is and what it proves; one live code per pair. */
export interface CodeOwner {
  /** `enrolment-email`, `enrolment-phone`, `activation`, … */
  readonly purpose: string;
  readonly subject: string;
}

export interface CodeRules {
  /** Digits. */
  readonly length: number;
  readonly lifetimeSeconds: number;
  /** How long a person waits before asking for another. */
  readonly resendAfterSeconds: number;
  /** Wrong answers allowed in all; the code is spent with the last one. */
  readonly tries: number;
}

export interface IssuedCode {
  /** To be sent, never stored or logged. */
  readonly code: string;
  readonly expiresAt: Date;
  readonly resendAt: Date;
  readonly triesLeft: number;
}

/** Short codes by SMS or e-mail (A2, A3, A11). Only a keyed hash is kept; a code is right once. */
export interface OneTimeCodes {
  /** Replaces any earlier code. Throws `Refusal` too-many `code-sent-recently` when asked too early. */
  issue(request: CodeOwner & CodeRules & { readonly now: Date }): Promise<IssuedCode>;
  /**
   * Consumes the code when it is right. Throws `Refusal`: `code-wrong` (with `triesLeft`), `code-expired`, `code-spent`.
   * Each try is counted before it is judged, so that concurrent tries cannot exceed the number allowed.
   */
  check(request: CodeOwner & { readonly code: string; readonly now: Date }): Promise<void>;
}

/** A code that was right and is not used up yet. */
export interface RightCode extends CodeOwner {
  /** Of this very code: another one, sent since, has another. */
  readonly nonce: string;
}

/** For an act that is one step with the use of its code: whoever acts uses the code up in that step. */
export interface CodeJudge {
  /** As `OneTimeCodes.check`, each try counted, but a right code stays good. */
  judge(request: CodeOwner & { readonly code: string; readonly now: Date }): Promise<RightCode>;
}

/** What the keyed hash covers: a code cannot be moved to another person or purpose. */
export function codeMessage(owner: CodeOwner, nonce: string, code: string): Uint8Array {
  return new TextEncoder().encode(
    JSON.stringify(['one-time-code', 1, owner.purpose, owner.subject, nonce, code]),
  );
}
