import type { NextRoute } from '../contracts/problem.ts';

/** What sort of refusal it is; the shell alone knows which HTTP status each sort has. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'unsupported'
  | 'unprocessable'
  | 'too-many'
  | 'unavailable';

export interface RefusalDetails {
  /** Fields of the request that are wrong, each with a stable code. */
  readonly fields?: readonly {
    readonly field: string;
    readonly code: string;
    /** Where a code alone would not say what is wrong. */
    readonly sentence?: string;
  }[];
  /** Routes open to the person now (A5). */
  readonly next?: readonly NextRoute[];
  readonly retryAfterSeconds?: number;
  readonly triesLeft?: number;
}

/**
 * A refusal that the caller is meant to read: a stable `code` (translated by the web app) and one English sentence
 * that says what is wrong and what to do. Never put a secret, a code or personal data into it.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly details: RefusalDetails;
  constructor(kind: RefusalKind, code: string, sentence: string, details: RefusalDetails = {}) {
    super(sentence);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}
