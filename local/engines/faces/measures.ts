import type { Pixels } from '../picture/pixels.ts';
import { distance, type Landmarks, middle, point } from './landmarks.ts';

/** Degrees: roll clockwise, yaw towards the right of the picture, pitch upwards. Estimates from landmarks. */
export interface Pose {
  readonly roll: number;
  readonly yaw: number;
  readonly pitch: number;
}

/** 0–100 each. */
export interface Quality {
  readonly brightness: number;
  readonly sharpness: number;
}

const DEGREES = 180 / Math.PI;
const bounded = (value: number): number => Math.max(-1, Math.min(1, value));

/** Head pose: eyes' slope, nose between the ends of the jaw, nose between eyes and mouth. */
export function poseOf(landmarks: Landmarks): Pose {
  const left = middle(landmarks, 36, 41);
  const right = middle(landmarks, 42, 47);
  const roll = Math.atan2(right.y - left.y, right.x - left.x);
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)];
  const level = (at: number) => {
    const p = point(landmarks, at);
    return { x: p.x * cos + p.y * sin, y: p.y * cos - p.x * sin };
  };
  const [jawLeft, jawRight, nose] = [level(0), level(16), level(30)];
  const across = (nose.x - jawLeft.x) / (jawRight.x - jawLeft.x || 1);
  const eyes = (level(36).y + level(45).y) / 2;
  const mouth = (level(48).y + level(54).y) / 2;
  const down = (nose.y - eyes) / (mouth - eyes || 1);
  return {
    roll: roll * DEGREES,
    yaw: Math.asin(bounded((across - 0.5) * 1.9)) * DEGREES,
    pitch: Math.asin(bounded((0.55 - down) * 1.6)) * DEGREES,
  };
}

const luma = (data: Uint8Array, at: number): number =>
  0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);

/** Mean luma, and mean second difference, of the aligned face: the same scale for near and far faces. */
export function qualityOf(chip: Pixels, facePixels: number): Quality {
  const { width, height, data } = chip;
  let [light, detail, count] = [0, 0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++, count++) {
      const at = (y * width + x) * 3;
      const centre = luma(data, at);
      const around =
        luma(data, at - 3) + luma(data, at + 3) + luma(data, at - width * 3) + luma(data, at + width * 3);
      light += centre;
      detail += Math.abs(4 * centre - around);
    }
  }
  // A face smaller than the chip was enlarged: what looks smooth there is unsharp.
  const enlarged = Math.min(1, facePixels / width);
  return {
    brightness: (light / count / 255) * 100,
    sharpness: 100 * (1 - Math.exp(-(detail / count) / 9)) * enlarged,
  };
}

/** Distance between the eyes, in pixels. */
export const eyeDistance = (landmarks: Landmarks): number =>
  distance(middle(landmarks, 36, 41), middle(landmarks, 42, 47));
