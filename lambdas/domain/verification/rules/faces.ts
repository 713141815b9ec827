import type { VerificationPolicy } from '../policy.ts';
import type { FrameSignal } from '../signals.ts';
import type { Finding, VerificationRule } from './rule.ts';

/** Faces sure enough to count. */
export function sureFaces(
  { faces }: FrameSignal,
  { faceConfidence }: VerificationPolicy,
): FrameSignal['faces'] {
  return faces.filter((face) => face.confidence >= faceConfidence);
}

export const portrait: VerificationRule = ({ portraitFound }) =>
  portraitFound ? [] : [{ code: 'portrait-not-found', evidence: {} }];

/** Exactly one face in each still; a video without stills has none. */
export const oneFaceEach: VerificationRule = ({ frames }, policy) => {
  if (frames.length === 0) return [{ code: 'face-not-found', evidence: { frame: 'all' } }];
  return frames.flatMap((frame): Finding[] => {
    const count = sureFaces(frame, policy).length;
    if (count === 0) return [{ code: 'face-not-found', evidence: { frame: frame.name } }];
    return count > 1 ? [{ code: 'several-faces', evidence: { frame: frame.name, faces: count } }] : [];
  });
};

/**
 * The portrait against every still: another person only when no still comes near, the same one only when most are
 * sure and none is far off. Anything between is for a person to judge.
 */
export const samePersonAsPortrait: VerificationRule = ({ frames, portraitFound }, policy) => {
  const scores = frames.flatMap(({ portraitSimilarity }) => portraitSimilarity ?? []);
  if (!portraitFound || frames.length === 0) return [];
  if (scores.length === 0) return [{ code: 'face-uncertain', evidence: { compared: 0 } }];
  const [lowest, highest] = [Math.min(...scores), Math.max(...scores)];
  const evidence = { lowest, highest, threshold: policy.faceSimilarity };
  if (highest < policy.faceDifference) return [{ code: 'face-another-person', evidence }];
  const sure = scores.filter((score) => score >= policy.faceSimilarity).length;
  const same = sure * 2 > frames.length && lowest >= policy.faceDifference;
  return same ? [] : [{ code: 'face-uncertain', evidence }];
};
