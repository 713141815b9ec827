import type { DetectedFace } from '../identity-document/legibility/picture-signals.ts';
import type { OcrLine } from '../mrz/text-rows.ts';

/** Reads the lines of text on a picture kept as evidence, in the recogniser's order. */
export interface TextReader {
  read(key: string): Promise<readonly OcrLine[]>;
}

/** Finds and compares faces on pictures kept as evidence. */
export interface FaceReader {
  find(key: string): Promise<readonly DetectedFace[]>;
  /**
   * Similarity 0–100 of the largest face on `source` with the face on `target` that is most like it; undefined when one of
   * them shows no face.
   */
  compare(source: string, target: string): Promise<number | undefined>;
}

/** The recogniser cannot read this file whatever one tries: damaged, or not a picture for it. */
export class UnreadableEvidence extends Error {
  constructor(key: string, cause: string) {
    super(`The recogniser refuses ${key}: ${cause}`);
    this.name = 'UnreadableEvidence';
  }
}
