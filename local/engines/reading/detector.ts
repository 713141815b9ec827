import sharp from 'sharp';
import type { Pixels } from '../picture/pixels.ts';
import { toPlanes } from '../picture/planes.ts';
import { grow, smallestRectangle, type TurnedRectangle } from '../picture/rectangle.ts';
import { findPatches } from './components.ts';
import type { Network } from './models.ts';

/** Long side the detector works at; small print of a card still has 7 px there. */
const DETECTOR_SIDE = 960;
const INK_THRESHOLD = 0.3;
const PATCH_SCORE = 0.55;
/** The network draws shrunken text areas; this undoes it (Liao et al. 2020 §3.4, unclip). */
const UNCLIP = 1.6;
const NORMALISATION = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] } as const;

const inThirtyTwos = (length: number): number => Math.max(32, Math.round(length / 32) * 32);

async function resized(picture: Pixels, width: number, height: number): Promise<Pixels> {
  const raw = { width: picture.width, height: picture.height, channels: 3 } as const;
  const data = await sharp(picture.data, { raw })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  return { width, height, data };
}

function unclipped(rectangle: TurnedRectangle): TurnedRectangle {
  const { along, across } = rectangle;
  return grow(rectangle, (along * across * UNCLIP) / (2 * (along + across)));
}

/** Places of text on a picture, in its own pixels; the long side of each is taken as the direction of reading. */
export async function detectText(network: Network, picture: Pixels): Promise<TurnedRectangle[]> {
  const scale = Math.min(1, DETECTOR_SIDE / Math.max(picture.width, picture.height));
  const width = inThirtyTwos(picture.width * scale);
  const height = inThirtyTwos(picture.height * scale);
  const planes = toPlanes(await resized(picture, width, height), NORMALISATION);
  const { data } = await network.run(planes, width, height);
  const [sx, sy] = [picture.width / width, picture.height / height];
  return findPatches(data, width, height, INK_THRESHOLD)
    .filter((patch) => patch.size >= 12 && patch.score >= PATCH_SCORE)
    .map((patch) => smallestRectangle(patch.outline.map(({ x, y }) => ({ x: x * sx, y: y * sy }))))
    .filter((rectangle) => rectangle.across >= 3)
    .map(unclipped);
}
