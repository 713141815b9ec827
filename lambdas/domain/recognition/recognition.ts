import type { DetectedFace } from '../identity-document/legibility/picture-signals.ts';
import type { OcrLine } from '../mrz/text-rows.ts';

/** Reads the lines of text on a picture kept as evidence, in the recogniser's order. */
export interface TextReader {
  read(key: string): Promise<readonly OcrLine[]>;
}

/** What comparing two pictures shows. */
export interface FaceComparison {
  /** Faces on the second picture. */
  readonly faces: readonly DetectedFace[];
  /** 0–100, of the largest face on the first picture with the one on the second that is most like it; absent without one. */
  readonly similarity?: number;
}

/** Finds and compares faces on pictures kept as evidence. */
export interface FaceReader {
  find(key: string): Promise<readonly DetectedFace[]>;
  /** `source` must show a face. */
  compare(source: string, target: string): Promise<FaceComparison>;
}

/** The recogniser cannot read this file whatever one tries: damaged, not a picture for it, or too large. */
export class UnreadableEvidence extends Error {
  readonly reason: 'damaged-file' | 'too-large';
  constructor(key: string, reason: UnreadableEvidence['reason']) {
    super(`The recogniser refuses ${key}: ${reason}`);
    this.name = 'UnreadableEvidence';
    this.reason = reason;
  }
}
