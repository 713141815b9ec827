import { MOVEMENT_DEGREES, MOVEMENT_SHIFT, type VerificationPolicy } from '../policy.ts';
import type { FrameSignal, SpeechSignal } from '../signals.ts';
import { sureFaces } from './faces.ts';
import type { Finding, VerificationRule } from './rule.ts';

/** The same bytes twice: a camera never takes the same picture again. */
export const framesIdentical: VerificationRule = ({ frames }) => {
  const seen = new Map<string, string>();
  return frames.flatMap(({ name, digest }): Finding[] => {
    const earlier = seen.get(digest);
    seen.set(digest, name);
    return earlier === undefined
      ? []
      : [{ code: 'frames-identical', evidence: { frames: `${earlier} ${name}` } }];
  });
};

/** One and the same person in all stills. */
export const onePerson: VerificationRule = ({ frames }, { faceSimilarity }) =>
  frames.flatMap(({ name, firstFrameSimilarity: similarity }): Finding[] =>
    similarity !== undefined && similarity < faceSimilarity
      ? [{ code: 'frames-of-different-people', evidence: { frame: name, similarity } }]
      : [],
  );

function spread(values: readonly number[]): number {
  return values.length < 2 ? 0 : Math.max(...values) - Math.min(...values);
}

function moved(frames: readonly FrameSignal[], policy: VerificationPolicy): boolean {
  const faces = frames.flatMap((frame) => sureFaces(frame, policy)[0] ?? []);
  const turned = ['yaw', 'pitch', 'roll'] as const;
  const angles = turned.map((angle) => spread(faces.flatMap(({ pose }) => pose?.[angle] ?? [])));
  const shifts = [spread(faces.map(({ box }) => box.left)), spread(faces.map(({ box }) => box.top))];
  return angles.some((angle) => angle >= MOVEMENT_DEGREES) || shifts.some((shift) => shift >= MOVEMENT_SHIFT);
}

/** A printed or displayed picture does not move its head; a quiet person hardly does either. */
export const headMoved: VerificationRule = ({ frames }, policy) =>
  frames.length < 2 || moved(frames, policy)
    ? []
    : [{ code: 'head-not-moved', evidence: {}, ...(policy.movementNeeded && { effect: 'review' as const }) }];

export const documentShown: VerificationRule = ({ documentInVideo }) =>
  documentInVideo ? [] : [{ code: 'document-not-in-video', evidence: {} }];

const SPEECH: Readonly<Record<SpeechSignal, Finding['code'] | undefined>> = {
  'digits-heard': undefined,
  'digits-wrong': 'digits-wrong',
  'voice-only': 'digits-not-checked',
  silent: 'voice-not-heard',
  'not-checked': 'digits-not-checked',
};

/** The random digits spoken aloud (A8). Where no engine recognises them, the reviewer listens. */
export const digitsSpoken: VerificationRule = ({ speech }, { spokenDigitsNeeded }) => {
  const code = SPEECH[speech];
  if (!code) return [];
  const effect = code === 'digits-not-checked' && spokenDigitsNeeded ? { effect: 'review' as const } : {};
  return [{ code, evidence: { speech }, ...effect }];
};
