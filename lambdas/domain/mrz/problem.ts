import type { CheckName } from './layout.ts';

/** A field holds what its type forbids: an unknown state, a digit in a name, a day that is none. */
export type FieldProblemCode =
  | 'document-code-unknown'
  | 'issuing-state-unknown'
  | 'nationality-unknown'
  | 'document-number-missing'
  | 'name-unreadable'
  | 'sex-unreadable'
  | 'birth-date-invalid'
  | 'expiry-date-invalid'
  | 'issue-month-invalid'
  /** A visa (code V) is not an identity document. */
  | 'visa';

/** Why a zone was refused. Lines and positions count from 1; codes are stable. */
export type MrzProblem =
  /** No lines that look like a zone. */
  | { readonly code: 'no-machine-readable-zone' }
  /** Neither three lines of 30 nor two of 36 or 44, missing and surplus fillers allowed for. */
  | { readonly code: 'unknown-layout'; readonly lineLengths: readonly number[] }
  /** A character outside A–Z, 0–9 and `<` that stands for none of them. */
  | { readonly code: 'foreign-character'; readonly line: number; readonly position: number }
  /** A check digit does not match, and no permitted repair makes it. */
  | {
      readonly code: 'check-digit-failed';
      readonly check: CheckName;
      readonly line: number;
      readonly position: number;
      readonly expected: string;
      readonly found: string;
    }
  /** More than one repair makes the check digits pass, with different meanings. */
  | { readonly code: 'ambiguous-repair' }
  | { readonly code: FieldProblemCode; readonly line: number; readonly position: number };
