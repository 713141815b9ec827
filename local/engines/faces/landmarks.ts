import type { Point } from '../picture/pixels.ts';

/** The 68 points of the iBUG scheme, in pixels. */
export type Landmarks = readonly Point[];

/** Middle of some of the points. */
export function middle(landmarks: Landmarks, from: number, to: number): Point {
  const points = landmarks.slice(from, to + 1);
  const sum = points.reduce((total, p) => ({ x: total.x + p.x, y: total.y + p.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

export const point = (landmarks: Landmarks, at: number): Point => landmarks[at] ?? { x: 0, y: 0 };
export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Height of an eye against its width; about 0.3 open, below 0.15 shut. `first` is 36 or 42. */
export function eyeOpening(landmarks: Landmarks, first: 36 | 42): number {
  const at = (offset: number) => point(landmarks, first + offset);
  return (distance(at(1), at(5)) + distance(at(2), at(4))) / (2 * distance(at(0), at(3)));
}

/** Height of the inner lips against the mouth's width; above 0.2 open. */
export function mouthOpening(landmarks: Landmarks): number {
  return (
    distance(point(landmarks, 62), point(landmarks, 66)) /
    distance(point(landmarks, 48), point(landmarks, 54))
  );
}
