import type { Pixels } from './pixels.ts';

/** Half the size, each pixel the mean of four: what was drawn at twice the size keeps its thin strokes. */
export function halve(picture: Pixels): Pixels {
  const width = picture.width >> 1;
  const height = picture.height >> 1;
  const data = new Uint8Array(width * height * 3);
  const { data: from } = picture;
  const row = picture.width * 3;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width * 3; x++, to++) {
      const at = y * 2 * row + ((x / 3) | 0) * 6 + (x % 3);
      const sum = (from[at] ?? 0) + (from[at + 3] ?? 0) + (from[at + row] ?? 0) + (from[at + row + 3] ?? 0);
      data[to] = sum / 4;
    }
  }
  return { width, height, data };
}
