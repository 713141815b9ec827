import type { Point, Quad } from './pixels.ts';

/** A rectangle at any angle: `along` is its length in direction `angle`, `across` its thickness. */
export interface TurnedRectangle {
  readonly centre: Point;
  /** Radians, direction of reading; 0 is to the right, positive turns clockwise (y down). */
  readonly angle: number;
  readonly along: number;
  readonly across: number;
}

/** Corners in reading order. */
export function corners({ centre, angle, along, across }: TurnedRectangle): Quad {
  const ux = (Math.cos(angle) * along) / 2;
  const uy = (Math.sin(angle) * along) / 2;
  const vx = (-Math.sin(angle) * across) / 2;
  const vy = (Math.cos(angle) * across) / 2;
  return [
    { x: centre.x - ux - vx, y: centre.y - uy - vy },
    { x: centre.x + ux - vx, y: centre.y + uy - vy },
    { x: centre.x + ux + vx, y: centre.y + uy + vy },
    { x: centre.x - ux + vx, y: centre.y - uy + vy },
  ];
}

/** Smallest rectangle in a given direction around points. */
export function boundsInDirection(points: readonly Point[], angle: number): TurnedRectangle {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let [left, right, top, low] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    const u = x * cos + y * sin;
    const v = y * cos - x * sin;
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    low = Math.max(low, v);
  }
  const u = (left + right) / 2;
  const v = (top + low) / 2;
  return {
    centre: { x: u * cos - v * sin, y: u * sin + v * cos },
    angle,
    along: right - left,
    across: low - top,
  };
}

/** Convex hull, monotone chain. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (list: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const p of list) {
      for (let a = chain.at(-2), b = chain.at(-1); a && b; a = chain.at(-2), b = chain.at(-1)) {
        if ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0) break;
        chain.pop();
      }
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Rectangle of least area around points; `along` is the longer side, `angle` in (−90°, 90°]. */
export function smallestRectangle(points: readonly Point[]): TurnedRectangle {
  const hull = convexHull(points);
  let best: TurnedRectangle | undefined;
  for (const [at, a] of hull.entries()) {
    const b = hull[(at + 1) % hull.length] ?? a;
    const found = boundsInDirection(hull, Math.atan2(b.y - a.y, b.x - a.x));
    if (!best || found.along * found.across < best.along * best.across) best = found;
  }
  return lengthwise(best ?? boundsInDirection(points, 0));
}

function lengthwise(rectangle: TurnedRectangle): TurnedRectangle {
  const long = rectangle.along >= rectangle.across;
  const angle = long ? rectangle.angle : rectangle.angle + Math.PI / 2;
  return {
    centre: rectangle.centre,
    angle: angle - Math.PI * Math.round(angle / Math.PI),
    along: Math.max(rectangle.along, rectangle.across),
    across: Math.min(rectangle.along, rectangle.across),
  };
}

/** The same rectangle grown by a distance on every side. */
export function grow(rectangle: TurnedRectangle, along: number, across = along): TurnedRectangle {
  return { ...rectangle, along: rectangle.along + 2 * along, across: rectangle.across + 2 * across };
}

/** The same rectangle seen with its direction turned by a number of right angles. */
export function quarterTurn(rectangle: TurnedRectangle, turns: number): TurnedRectangle {
  const { centre, angle, along, across } = rectangle;
  const odd = turns % 2 !== 0;
  return {
    centre,
    angle: angle + (turns * Math.PI) / 2,
    along: odd ? across : along,
    across: odd ? along : across,
  };
}
