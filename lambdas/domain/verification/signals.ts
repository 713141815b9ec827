import type { AssuranceLevel, PictureSide } from '../../contracts/enrolment.ts';
import type { FieldComparison } from '../document-comparison/comparison.ts';
import type { DetectedFace } from '../identity-document/legibility/picture-signals.ts';
import type { DocumentProblem } from '../identity-document/rules/rule.ts';
import type { Correction } from '../mrz/correction.ts';
import type { MrzProblem } from '../mrz/problem.ts';

export type ZoneSignal =
  | { readonly outcome: 'read'; readonly corrections: readonly Correction[] }
  | { readonly outcome: 'unreadable'; readonly problems: readonly MrzProblem[] }
  | { readonly outcome: 'absent' };

/** One still of the video. Similarities 0–100 as face comparison gives them; absent where it found no face to compare. */
export interface FrameSignal {
  readonly name: string;
  /** SHA-256 of the image's bytes, to tell the same picture sent twice. */
  readonly digest: string;
  readonly faces: readonly DetectedFace[];
  /** With the document's portrait. */
  readonly portraitSimilarity?: number;
  /** With the first still. */
  readonly firstFrameSimilarity?: number;
}

export type SpeechSignal =
  /** The digits of the challenge were recognised. */
  | 'digits-heard'
  /** Others were. */
  | 'digits-wrong'
  /** Somebody spoke; which digits was not checked. */
  | 'voice-only'
  | 'silent'
  | 'not-checked';

/** All that the automatic checks noticed about one submission (A9). */
export interface VerificationSignals {
  readonly level: AssuranceLevel;
  /** Submissions the person has left after this one. */
  readonly attemptsLeft: number;
  readonly pictures: readonly {
    readonly side: PictureSide;
    readonly legible: boolean;
    readonly reason?: string;
  }[];
  readonly zone: ZoneSignal;
  readonly document: readonly DocumentProblem[];
  readonly comparison: readonly FieldComparison[];
  readonly portraitFound: boolean;
  readonly frames: readonly FrameSignal[];
  /** The document, or a face on one, is seen in the still that shows it to the camera. */
  readonly documentInVideo: boolean;
  readonly speech: SpeechSignal;
  /** Other enrolments or accounts of the same person, or with the same document; their references. */
  readonly duplicates: { readonly person: readonly string[]; readonly document: readonly string[] };
}
