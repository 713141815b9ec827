import type { Pixels, Quad } from './pixels.ts';

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

const clamp = (value: number, top: number): number => (value < 0 ? 0 : value > top ? top : value);

/** Cuts a quadrilateral out of a picture and lays it flat, `width` × `height` pixels, bilinear, edges repeated. */
export function flatten(source: Pixels, quad: Quad, width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  const map = projectionOnto(width, height, quad);
  eachProjected(map, width, height, (x, y, to) => sample(source, x - 0.5, y - 0.5, data, to));
  return { width, height, data };
}

/** Walks a picture's pixels in order: where each one's middle is projected to, and its place in RGB data. */
export function eachProjected(
  map: Projection,
  width: number,
  height: number,
  visit: (x: number, y: number, to: number) => void,
): void {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = map;
  for (let row = 0, to = 0; row < height; row++) {
    const v = row + 0.5;
    for (let column = 0; column < width; column++, to += 3) {
      const u = column + 0.5;
      const w = 1 / (g * u + h * v + 1);
      visit((a * u + b * v + c) * w, (d * u + e * v + f) * w, to);
    }
  }
}

/** Writes the bilinear sample at (x, y), edges repeated, into `target[to … to+2]`. */
export function sample(source: Pixels, x: number, y: number, target: Uint8Array, to: number): void {
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
  for (let c = at; c < at + 3; c++, to++) {
    const top = (data[c] ?? 0) * (1 - wx) + (data[c + right] ?? 0) * wx;
    const low = (data[c + below] ?? 0) * (1 - wx) + (data[c + below + right] ?? 0) * wx;
    target[to] = top * (1 - wy) + low * wy + 0.5;
  }
}
