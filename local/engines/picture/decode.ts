import sharp from 'sharp';
import { type PictureFormat, requireFormat } from './format.ts';
import { drawPdf } from './pdf.ts';
import type { Pixels } from './pixels.ts';
import { PictureRefused } from './refusal.ts';

export const MAX_PIXELS = 50_000_000;
/** Both services refuse longer sides. */
export const MAX_SIDE = 10_000;
/** Engines see no more than this; whole-page reading would need over 1 GB at full camera size. */
export const WORKING_SIDE = 1_600;

export interface DecodeLimits {
  readonly accepted: readonly PictureFormat[];
  /** Shortest side accepted, in pixels. */
  readonly minSide?: number;
}

async function requireSize(bytes: Uint8Array, limits: DecodeLimits): Promise<void> {
  const { width, height } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new PictureRefused('damaged', 'The picture cannot be read; its header is damaged.');
    });
  if (width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE) {
    throw new PictureRefused(
      'too-large',
      `The picture has ${width} × ${height} pixels; at most ${MAX_SIDE} a side and ${MAX_PIXELS / 1e6} million are accepted.`,
    );
  }
  if (Math.min(width, height) < (limits.minSide ?? 1)) {
    throw new PictureRefused(
      'too-small',
      `The picture has ${width} × ${height} pixels; the shortest side must be ${limits.minSide}.`,
    );
  }
}

/**
 * Decodes an untrusted picture to RGB, EXIF orientation applied, transparent parts on white, long side at most
 * WORKING_SIDE. Throws PictureRefused: other formats, animated, damaged or cut short, too large, too small.
 */
export async function decodePicture(bytes: Uint8Array, limits: DecodeLimits): Promise<Pixels> {
  if (requireFormat(bytes, limits.accepted) === 'pdf') return drawPdf(bytes, WORKING_SIDE);
  await requireSize(bytes, limits);
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated', pages: 1 })
      .rotate()
      .resize({ width: WORKING_SIDE, height: WORKING_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: asRgb(data, info.channels) };
  } catch {
    throw new PictureRefused('damaged', 'The picture cannot be read; it is damaged or cut short.');
  }
}

/** Grey pictures come with one channel. */
function asRgb(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  const rgb = new Uint8Array((data.length / channels) * 3);
  for (let from = 0, to = 0; to < rgb.length; from += channels, to += 3)
    rgb.fill(data[from] ?? 0, to, to + 3);
  return rgb;
}
