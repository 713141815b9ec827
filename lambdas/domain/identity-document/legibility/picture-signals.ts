import type { OcrLine } from '../../mrz/text-rows.ts';

/** Place on a picture, in fractions of its width and height. */
export type Box = NonNullable<OcrLine['box']>;

/** A face as a recogniser sees it. Confidence, brightness and sharpness 0–100, angles in degrees. */
export interface DetectedFace {
  readonly box: Box;
  readonly confidence: number;
  readonly brightness?: number;
  readonly sharpness?: number;
  readonly pose?: { readonly yaw: number; readonly pitch: number; readonly roll: number };
}

/** What the recognisers say about one picture of a document. Confidence of text 0–100. */
export interface PictureSignals {
  /** Pixels. */
  readonly image: { readonly width: number; readonly height: number };
  readonly textLines: readonly OcrLine[];
  readonly faces: readonly DetectedFace[];
}

/** What the pictured side must show. */
export interface SideExpectation {
  readonly portrait: 'required' | 'optional';
  readonly zone: 'required' | 'optional';
}

/** Stable codes of what is wrong with a picture, each something the person can put right (A7). */
export type LegibilityReason =
  | 'too-small'
  | 'no-document'
  | 'too-dark'
  | 'too-bright'
  | 'too-blurred'
  | 'glare'
  | 'cut-off'
  | 'too-far-away'
  | 'several-documents'
  | 'wrong-side'
  | 'no-portrait'
  | 'no-machine-readable-zone'
  | 'machine-readable-zone-unreadable';

/** Limits of the judgement; shipped values in `LEGIBILITY_LIMITS`. */
export interface LegibilityLimits {
  /** Shorter side of the picture, pixels. */
  readonly shortestSidePixels: number;
  /** Height of a line of text, pixels: OCR-B below it cannot be told apart. */
  readonly textHeightPixels: number;
  /** Fewer lines than this, and no face, is no document. */
  readonly fewestLines: number;
  /** Average confidence of text, 0–100, under which a picture is blurred. */
  readonly textConfidence: number;
  /** Spread between the best and the worst line of the zone that tells glare from blur. */
  readonly glareSpread: number;
  readonly faceConfidence: number;
  readonly darkest: number;
  readonly brightest: number;
  /** Distance to the picture's edge, as a fraction, that counts as touching it. */
  readonly edge: number;
  /** A second face this large, compared with the first, is another document's (ghost portraits are smaller). */
  readonly secondPortraitShare: number;
}

export const LEGIBILITY_LIMITS: LegibilityLimits = {
  shortestSidePixels: 400,
  textHeightPixels: 9,
  fewestLines: 3,
  textConfidence: 60,
  glareSpread: 25,
  faceConfidence: 80,
  darkest: 15,
  brightest: 97,
  edge: 0.003,
  secondPortraitShare: 0.6,
};
