import type { Pixels } from './pixels.ts';

export interface Normalisation {
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

/** Planar floats in blue, green, red order, `(level / 255 − mean) / deviation`, zero-padded to `paddedWidth`. */
export function toPlanes(
  picture: Pixels,
  { mean, deviation }: Normalisation,
  paddedWidth = picture.width,
): Float32Array {
  const { width, height, data } = picture;
  const plane = paddedWidth * height;
  const planes = new Float32Array(plane * 3);
  for (let channel = 0; channel < 3; channel++) {
    const scale = 1 / (255 * (deviation[channel] ?? 1));
    const shift = (mean[channel] ?? 0) / (deviation[channel] ?? 1);
    for (let y = 0; y < height; y++) {
      let from = y * width * 3 + (2 - channel);
      let to = channel * plane + y * paddedWidth;
      for (let x = 0; x < width; x++, from += 3, to++) planes[to] = (data[from] ?? 0) * scale - shift;
    }
  }
  return planes;
}
