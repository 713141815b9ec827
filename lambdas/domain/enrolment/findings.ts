import type { FieldComparison } from '../document-comparison/comparison.ts';
import type { Box } from '../identity-document/legibility/picture-signals.ts';
import type { DocumentProblem } from '../identity-document/rules/rule.ts';
import type { MrzProblem } from '../mrz/problem.ts';
import type { MrzReading } from '../mrz/reading.ts';
import type { FrameSignal, SpeechSignal } from '../verification/signals.ts';

/** What reading the document gave. */
export interface DocumentFindings {
  readonly reading?: MrzReading;
  /** Why no zone was read. */
  readonly zoneProblems: readonly MrzProblem[];
  readonly problems: readonly DocumentProblem[];
  readonly comparison: readonly FieldComparison[];
  /** Lines of text of all sides. */
  readonly printed: readonly string[];
}

/** What comparing faces gave. */
export interface FaceFindings {
  /** Where the portrait stands on the front picture. */
  readonly portrait?: Box;
  readonly frames: readonly FrameSignal[];
  readonly documentInVideo: boolean;
  readonly speech: SpeechSignal;
}

/** All the examiner found about one submission; kept sealed beside the enrolment. */
export interface Findings {
  readonly attempt: number;
  readonly document?: DocumentFindings;
  readonly faces?: FaceFindings;
}
