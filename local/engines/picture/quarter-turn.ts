import type { Pixels, Point } from './pixels.ts';

export type QuarterTurns = 0 | 1 | 2 | 3;

/** The picture turned clockwise by right angles. */
export function turned(picture: Pixels, turns: QuarterTurns): Pixels {
  if (turns === 0) return picture;
  const { width, height } = picture;
  const odd = turns !== 2;
  const size = { width: odd ? height : width, height: odd ? width : height };
  const data = new Uint8Array(picture.data.length);
  for (let y = 0, to = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++, to += 3) {
      const from = turnedBack({ x: x + 0.5, y: y + 0.5 }, picture, turns);
      const at = ((from.y | 0) * width + (from.x | 0)) * 3;
      data[to] = picture.data[at] ?? 0;
      data[to + 1] = picture.data[at + 1] ?? 0;
      data[to + 2] = picture.data[at + 2] ?? 0;
    }
  }
  return { ...size, data };
}

/** Where a point of the turned picture lies on the original. */
export function turnedBack({ x, y }: Point, original: Omit<Pixels, 'data'>, turns: QuarterTurns): Point {
  const { width, height } = original;
  if (turns === 1) return { x: y, y: height - x };
  if (turns === 2) return { x: width - x, y: height - y };
  return turns === 3 ? { x: width - y, y: x } : { x, y };
}
