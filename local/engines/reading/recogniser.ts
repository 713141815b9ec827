import { halve } from '../picture/halve.ts';
import type { Pixels } from '../picture/pixels.ts';
import { toPlanes } from '../picture/planes.ts';
import { corners, type TurnedRectangle } from '../picture/rectangle.ts';
import { flatten } from '../picture/warp.ts';
import type { Network } from './models.ts';

const LINE_HEIGHT = 48;
const NORMALISATION = { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] } as const;

/** What the recogniser saw in each vertical slice (“frame”) of a line: probabilities of all classes. */
export interface Frames {
  readonly probabilities: Float32Array;
  readonly classes: number;
  /** Frames that cover the line; frames of padding are left out. */
  readonly count: number;
}

/** Cuts a line out of the page, level and 48 px high; `stretch` widens it so that close characters part. */
export function cutLine(picture: Pixels, place: TurnedRectangle, stretch: number): Pixels {
  const width = Math.max(16, Math.round((LINE_HEIGHT * stretch * place.along) / place.across));
  const fine = place.across > LINE_HEIGHT * 1.3;
  const cut = flatten(
    picture,
    corners(place),
    fine ? width * 2 : width,
    fine ? LINE_HEIGHT * 2 : LINE_HEIGHT,
  );
  return fine ? halve(cut) : cut;
}

/** Runs the recogniser over one line. */
export async function recogniseLine(network: Network, line: Pixels): Promise<Frames> {
  const width = Math.ceil(line.width / 32) * 32;
  const { data, dims } = await network.run(toPlanes(line, NORMALISATION, width), width, LINE_HEIGHT);
  const [, frames = 0, classes = 0] = dims;
  return { probabilities: data, classes, count: Math.min(frames, Math.ceil((frames * line.width) / width)) };
}
