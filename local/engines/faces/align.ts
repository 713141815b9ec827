import { halve } from '../picture/halve.ts';
import type { Pixels, Point, Quad } from '../picture/pixels.ts';
import { flatten } from '../picture/warp.ts';
import { type Landmarks, middle, point } from './landmarks.ts';

/** Side of the picture that the recognition network was trained on. */
const CHIP = 150;
/** Where the network expects eyes, nose tip and mouth corners, as shares of the chip (dlib, padding 0.25). */
const EXPECTED: readonly Point[] = [
  { x: 0.317, y: 0.31 },
  { x: 0.67, y: 0.31 },
  { x: 0.493, y: 0.585 },
  { x: 0.336, y: 0.687 },
  { x: 0.651, y: 0.687 },
];

const fivePoints = (landmarks: Landmarks): Point[] => [
  middle(landmarks, 36, 41),
  middle(landmarks, 42, 47),
  point(landmarks, 33),
  point(landmarks, 48),
  point(landmarks, 54),
];

/** Least-squares turn, scale and shift that takes the expected points to the found ones, as a function. */
function similarity(from: readonly Point[], to: readonly Point[]): (p: Point) => Point {
  const mean = (points: readonly Point[]) => middle(points, 0, points.length - 1);
  const [a, b] = [mean(from), mean(to)];
  let [dot, cross, size] = [0, 0, 0];
  for (const [i, p] of from.entries()) {
    const q = to[i] ?? b;
    const [px, py, qx, qy] = [p.x - a.x, p.y - a.y, q.x - b.x, q.y - b.y];
    dot += px * qx + py * qy;
    cross += px * qy - py * qx;
    size += px * px + py * py;
  }
  const [cos, sin] = [dot / size, cross / size];
  return ({ x, y }) => ({
    x: b.x + cos * (x - a.x) - sin * (y - a.y),
    y: b.y + sin * (x - a.x) + cos * (y - a.y),
  });
}

/** The face upright, centred and at the size the recognition network expects. */
export function alignedChip(picture: Pixels, landmarks: Landmarks): Pixels {
  const place = similarity(EXPECTED, fivePoints(landmarks));
  const quad: Quad = [
    place({ x: 0, y: 0 }),
    place({ x: 1, y: 0 }),
    place({ x: 1, y: 1 }),
    place({ x: 0, y: 1 }),
  ];
  const large = Math.hypot(quad[1].x - quad[0].x, quad[1].y - quad[0].y) > CHIP * 1.4;
  return large ? halve(flatten(picture, quad, CHIP * 2, CHIP * 2)) : flatten(picture, quad, CHIP, CHIP);
}

/** The chip seen in a mirror. */
export function mirrored({ width, height, data }: Pixels): Pixels {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3;
      turned.set(data.subarray(from, from + 3), (y * width + width - 1 - x) * 3);
    }
  }
  return { width, height, data: turned };
}
