import type { Pixels, Point, Quad } from './pixels.ts';

/** The eight coefficients of a projective map (x, y) → ((ax+by+c)/(gx+hy+1), (dx+ey+f)/(gx+hy+1)). */
export type Projection = Float64Array;

/** The projection that takes the rectangle 0…width × 0…height onto a quadrilateral. */
export function projectionOnto(width: number, height: number, quad: Quad): Projection {
  const [p0, p1, p2, p3] = quad;
  const dx1 = p1.x - p2.x;
  const dy1 = p1.y - p2.y;
  const dx2 = p3.x - p2.x;
  const dy2 = p3.y - p2.y;
  const sx = p0.x - p1.x + p2.x - p3.x;
  const sy = p0.y - p1.y + p2.y - p3.y;
  const scale = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / scale;
  const h = (dx1 * sy - sx * dy1) / scale;
  return Float64Array.of(
    (p1.x - p0.x + g * p1.x) / width,
    (p3.x - p0.x + h * p3.x) / height,
    p0.x,
    (p1.y - p0.y + g * p1.y) / width,
    (p3.y - p0.y + h * p3.y) / height,
    p0.y,
    g / width,
    h / height,
  );
}

/** Where a projection takes a point. */
export function project(map: Projection, x: number, y: number): Point {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = map;
  const w = g * x + h * y + 1;
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
}

const clamp = (value: number, top: number): number => (value < 0 ? 0 : value > top ? top : value);

/** Cuts a quadrilateral out of a picture and lays it flat, `width` × `height` pixels, bilinear, edges repeated. */
export function flatten(source: Pixels, quad: Quad, width: number, height: number): Pixels {
  const map = projectionOnto(width, height, quad);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      const at = project(map, x + 0.5, y + 0.5);
      sample(source, at.x - 0.5, at.y - 0.5, data, to);
    }
  }
  return { width, height, data };
}

/** Writes the bilinear sample at (x, y), edges repeated, into `target[to … to+2]`. */
export function sample(
  source: Pixels,
  x: number,
  y: number,
  target: Uint8Array | Float32Array,
  to: number,
): void {
  const fx = clamp(x, source.width - 1);
  const fy = clamp(y, source.height - 1);
  const x0 = fx | 0;
  const y0 = fy | 0;
  const right = x0 + 1 < source.width ? 3 : 0;
  const below = y0 + 1 < source.height ? source.width * 3 : 0;
  const wx = fx - x0;
  const wy = fy - y0;
  const at = (y0 * source.width + x0) * 3;
  const { data } = source;
  for (let c = 0; c < 3; c++) {
    const top = (data[at + c] ?? 0) * (1 - wx) + (data[at + right + c] ?? 0) * wx;
    const low = (data[at + below + c] ?? 0) * (1 - wx) + (data[at + below + right + c] ?? 0) * wx;
    target[to + c] = top * (1 - wy) + low * wy + (target instanceof Uint8Array ? 0.5 : 0);
  }
}
