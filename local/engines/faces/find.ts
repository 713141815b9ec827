import type { Pixels, Point } from '../picture/pixels.ts';
import { type QuarterTurns, turned, turnedBack } from '../picture/quarter-turn.ts';
import { alignedChip, mirrored } from './align.ts';
import { eyeOpening, type Landmarks, mouthOpening } from './landmarks.ts';
import { eyeDistance, type Pose, poseOf, type Quality, qualityOf } from './measures.ts';
import type { FaceModels } from './models.ts';
import type { Descriptor } from './similarity.ts';

/** Rectangle in shares of the picture's width and height. */
export interface ShareBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One face and what was measured of it. */
export interface FoundFace {
  readonly box: ShareBox;
  /** 0–100, from the detector. */
  readonly confidence: number;
  /** The 68 iBUG points in shares of the picture's size. */
  readonly landmarks: Landmarks;
  readonly pose: Pose;
  readonly quality: Quality;
  /** Height of each eye and of the mouth's opening against its width. */
  readonly openings: { readonly leftEye: number; readonly rightEye: number; readonly mouth: number };
  readonly descriptor: Descriptor;
}

const LEAST_CONFIDENCE = 0.5;
const TURNS: readonly QuarterTurns[] = [2, 1, 3];
/** Upright portraits score above this, turned ones up to 0.975; a turned view must leave half the doubt. */
const SURE = 0.985;
const DOUBT_RATIO = 0.5;

/** Mean of the face and its mirror image: a little light or turn matters less. */
async function describe(models: FaceModels, chip: Pixels): Promise<Descriptor> {
  const [plain, mirror] = [await models.describe(chip), await models.describe(mirrored(chip))];
  return Array.from(plain, (value, at) => (value + (mirror[at] ?? 0)) / 2);
}

function shareBox(points: readonly Point[], { width, height }: Pixels): ShareBox {
  const clamp = (value: number) => Math.max(0, Math.min(1, value));
  const xs = points.map((p) => clamp(p.x / width));
  const ys = points.map((p) => clamp(p.y / height));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

type Detected = Awaited<ReturnType<FaceModels['detect']>>[number];

async function measured(
  models: FaceModels,
  view: Pixels,
  found: Detected,
  picture: Pixels,
  turns: QuarterTurns,
): Promise<FoundFace> {
  const landmarks = found.landmarks.positions;
  const chip = alignedChip(view, landmarks);
  const back = (p: Point) => turnedBack(p, picture, turns);
  const { x, y, width, height } = found.detection.box;
  const pose = poseOf(landmarks);
  return {
    box: shareBox(
      [
        { x, y },
        { x: x + width, y: y + height },
      ].map(back),
      picture,
    ),
    confidence: found.detection.score * 100,
    landmarks: landmarks.map(back).map((p) => ({ x: p.x / picture.width, y: p.y / picture.height })),
    pose: { ...pose, roll: ((pose.roll - turns * 90 + 540) % 360) - 180 },
    quality: qualityOf(chip, eyeDistance(landmarks) * 2.9),
    openings: {
      leftEye: eyeOpening(landmarks, 36),
      rightEye: eyeOpening(landmarks, 42),
      mouth: mouthOpening(landmarks),
    },
    descriptor: await describe(models, chip),
  };
}

interface View {
  readonly picture: Pixels;
  readonly turns: QuarterTurns;
  readonly found: readonly Detected[];
  /** The detector's score of the largest face; 0 for an impossible pose: a face on its side fools the landmarks. */
  readonly sure: number;
}

async function lookAt(models: FaceModels, picture: Pixels, turns: QuarterTurns): Promise<View> {
  const view = turned(picture, turns);
  const found = await models.detect(view, LEAST_CONFIDENCE);
  const size = ({ detection }: Detected) => detection.box.width * detection.box.height;
  const [largest] = found.sort((a, b) => size(b) - size(a));
  const pose = largest && poseOf(largest.landmarks.positions);
  const possible = pose && Math.abs(pose.yaw) < 60 && Math.abs(pose.pitch) < 60;
  return { picture: view, turns, found, sure: largest && possible ? largest.detection.score : 0 };
}

/** The way up at which the largest face is surest; a face that is sure as given is not looked at again. */
async function uprightView(models: FaceModels, picture: Pixels): Promise<View> {
  let best = await lookAt(models, picture, 0);
  for (const turns of TURNS) {
    if (best.sure >= SURE) return best;
    const other = await lookAt(models, picture, turns);
    if (1 - other.sure < (1 - best.sure) * DOUBT_RATIO) best = other;
  }
  return best;
}

/**
 * Faces of a picture, largest first. A picture without a sure upright face is tried upside down and on its sides
 * (a document photographed sideways); places are always those of the picture as given.
 */
export async function findFaces(models: FaceModels, picture: Pixels): Promise<FoundFace[]> {
  const view = await uprightView(models, picture);
  const faces: FoundFace[] = [];
  for (const found of view.found)
    faces.push(await measured(models, view.picture, found, picture, view.turns));
  return faces;
}
