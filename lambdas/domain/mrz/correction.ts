/** Why a character was changed. Stable codes: reviewers see them, tamper signals count them. */
export type CorrectionReason =
  /** A character OCR takes for another, told by the field's type (`O` in a date). */
  | 'look-alike-by-field-type'
  /** A character OCR takes for another in a mixed field, the only one that makes the check digits pass. */
  | 'look-alike-by-check-digit'
  /** A letter or sign that OCR made of a filler. */
  | 'filler-look-alike'
  /** Fillers OCR left out. */
  | 'filler-missing'
  /** Fillers OCR saw once too often. */
  | 'filler-surplus'
  /** Specks read as punctuation at the ends of a line. */
  | 'stray-mark';

/** One change made to what was read. Line and position count from 1, in the repaired zone. */
export interface Correction {
  readonly line: number;
  readonly position: number;
  /** What was read; empty when characters were added. */
  readonly from: string;
  /** What it was taken for; empty when characters were dropped. */
  readonly to: string;
  readonly why: CorrectionReason;
}

/** Lines on the way to being read, and what was changed so far. */
export interface RepairedLines {
  readonly lines: readonly string[];
  readonly corrections: readonly Correction[];
}
