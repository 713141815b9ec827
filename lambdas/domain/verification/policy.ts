import type { VerificationSettings } from '../../contracts/settings.ts';

/** The written policy (A9): the operator's thresholds, and what the machine must have seen to approve by itself. */
export interface VerificationPolicy
  extends Pick<VerificationSettings, 'faceSimilarity' | 'faceDifference' | 'faceConfidence'> {
  /** Approve at `low` only when the spoken digits were recognised. */
  readonly spokenDigitsNeeded?: boolean;
  /** Approve at `low` only when the head moved between the stills. */
  readonly movementNeeded?: boolean;
}

/** Smallest turn of the head, in degrees, that counts as movement. */
export const MOVEMENT_DEGREES = 4;
/** Smallest shift of the face, as a fraction of the picture. */
export const MOVEMENT_SHIFT = 0.01;
/** So many characters put right in one zone, and a person looks at it. */
export const MANY_CORRECTIONS = 4;
