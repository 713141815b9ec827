/** Decoded picture: 8-bit RGB, three bytes per pixel, rows from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A point in pixels, `x` to the right and `y` down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Four corners in reading order: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];
