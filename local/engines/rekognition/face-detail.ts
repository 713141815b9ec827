import type { FoundFace } from '../faces/find.ts';
import { type Landmarks, middle, point } from '../faces/landmarks.ts';

/** Names of Rekognition's landmarks against the points of the iBUG scheme (“left” is the picture's left). */
const NAMED: readonly (readonly [string, number])[] = [
  ['leftEyeBrowLeft', 17],
  ['leftEyeBrowUp', 19],
  ['leftEyeBrowRight', 21],
  ['rightEyeBrowLeft', 22],
  ['rightEyeBrowUp', 24],
  ['rightEyeBrowRight', 26],
  ['leftEyeLeft', 36],
  ['leftEyeRight', 39],
  ['rightEyeLeft', 42],
  ['rightEyeRight', 45],
  ['noseLeft', 31],
  ['noseRight', 35],
  ['mouthUp', 51],
  ['mouthDown', 57],
  ['upperJawlineLeft', 0],
  ['midJawlineLeft', 4],
  ['chinBottom', 8],
  ['midJawlineRight', 12],
  ['upperJawlineRight', 16],
];

const landmark = (type: string, { x, y }: { x: number; y: number }) => ({ Type: type, X: x, Y: y });

function fiveLandmarks(landmarks: Landmarks) {
  return [
    landmark('eyeLeft', middle(landmarks, 36, 41)),
    landmark('eyeRight', middle(landmarks, 42, 47)),
    landmark('mouthLeft', point(landmarks, 48)),
    landmark('mouthRight', point(landmarks, 54)),
    landmark('nose', point(landmarks, 30)),
  ];
}

/** ComparedFace: what CompareFaces says of a face. */
export function toComparedFace(face: FoundFace) {
  return {
    BoundingBox: { Width: face.box.width, Height: face.box.height, Left: face.box.left, Top: face.box.top },
    Confidence: face.confidence,
    Landmarks: fiveLandmarks(face.landmarks),
    Pose: { Roll: face.pose.roll, Yaw: face.pose.yaw, Pitch: face.pose.pitch },
    Quality: { Brightness: face.quality.brightness, Sharpness: face.quality.sharpness },
  };
}

/** A yes or no with a confidence of 50–100 that grows with the distance from the dividing value. */
function decided(value: number, dividing: number, width: number) {
  const sure = 50 + 50 * (1 - Math.exp(-Math.abs(value - dividing) / width));
  return { Value: value > dividing, Confidence: sure };
}

const MEASURED = {
  EYES_OPEN: ({ openings }: FoundFace) => ({
    EyesOpen: decided(Math.min(openings.leftEye, openings.rightEye), 0.23, 0.05),
  }),
  MOUTH_OPEN: ({ openings }: FoundFace) => ({ MouthOpen: decided(openings.mouth, 0.18, 0.08) }),
  // No network for occlusion is at hand: a covered face shows as an unsure detector.
  FACE_OCCLUDED: ({ confidence }: FoundFace) => ({ FaceOccluded: decided(100 - confidence, 25, 10) }),
} as const;

export const MEASURED_ATTRIBUTES = Object.keys(MEASURED) as readonly (keyof typeof MEASURED)[];

/**
 * FaceDetail: the default members and, when asked, those that are really measured here (open eyes, open mouth,
 * occlusion). Age, gender, emotions and the like are not measured and never answered.
 */
export function toFaceDetail(face: FoundFace, attributes: ReadonlySet<string>) {
  const asked = MEASURED_ATTRIBUTES.filter((name) => attributes.has('ALL') || attributes.has(name));
  const compared = toComparedFace(face);
  const more = NAMED.map(([type, at]) => landmark(type, point(face.landmarks, at)));
  return {
    ...compared,
    Landmarks: attributes.has('ALL') ? [...compared.Landmarks, ...more] : compared.Landmarks,
    ...Object.assign({}, ...asked.map((name) => MEASURED[name](face))),
  };
}
