import { findMrz, type MrzCandidate } from '../../mrz/find-mrz.ts';
import type { MrzProblem } from '../../mrz/problem.ts';
import { isMrzReading } from '../../mrz/read-mrz.ts';
import { readMrzInText } from '../../mrz/read-mrz-in-text.ts';
import type { MrzReading } from '../../mrz/reading.ts';
import type {
  DetectedFace,
  LegibilityLimits,
  LegibilityReason,
  PictureSignals,
  SideExpectation,
} from './picture-signals.ts';

/** Signals of one picture with its zone read and its faces sorted: what the rules judge. */
export interface ExaminedPicture {
  readonly signals: PictureSignals;
  readonly expectation: SideExpectation;
  readonly limits: LegibilityLimits;
  /** Faces sure enough to count, the largest first. */
  readonly portraits: readonly DetectedFace[];
  /** Lines that look like a zone, best fitting first, whether or not they can be read. */
  readonly zone: MrzCandidate | undefined;
  readonly reading: MrzReading | undefined;
  readonly zoneProblems: readonly MrzProblem[];
}

/** One rule about a picture: the reason it cannot be used, or nothing. */
export type LegibilityRule = (picture: ExaminedPicture) => LegibilityReason | undefined;

function area({ box }: DetectedFace): number {
  return box.width * box.height;
}

export function examine(
  signals: PictureSignals,
  expectation: SideExpectation,
  limits: LegibilityLimits,
  today: string,
): ExaminedPicture {
  const outcome = readMrzInText(signals.textLines, { today });
  const reading = isMrzReading(outcome) ? outcome : undefined;
  return {
    signals,
    expectation,
    limits,
    portraits: signals.faces
      .filter((face) => face.confidence >= limits.faceConfidence)
      .toSorted((a, b) => area(b) - area(a)),
    zone: findMrz(signals.textLines)[0],
    reading,
    zoneProblems: isMrzReading(outcome) ? [] : outcome,
  };
}

export function averageConfidence({ textLines }: PictureSignals): number {
  if (textLines.length === 0) return 0;
  return textLines.reduce((sum, line) => sum + line.confidence, 0) / textLines.length;
}

export function faceArea(face: DetectedFace): number {
  return area(face);
}
