import { type MediaType, mediaTypeOf } from './media-type.ts';
import { inspectPdf, type PdfFinding } from './pdf.ts';
import { type Raster, readJpeg, readPng, readWebp } from './raster.ts';

/** Why an upload cannot be looked at, each something the person can act on; the web app holds the texts. */
export type UnusablePicture =
  | 'upload-missing'
  | 'empty'
  | 'not-a-picture'
  | 'format-not-accepted'
  | 'heic'
  | 'webp-not-readable'
  | 'damaged-file'
  | 'animated'
  | 'too-many-pixels'
  | 'too-small'
  | Extract<PdfFinding, { refused: string }>['refused'];

/** Rekognition takes no picture with a shorter side (developer guide, “Guidelines and quotas”). */
const SHORTEST_SIDE_PIXELS = 80;

/** A picture the recognisers take: JPEG or PNG. `extracted` when it was taken out of a PDF. */
export interface UsablePicture {
  readonly type: 'image/jpeg' | 'image/png';
  readonly bytes: Uint8Array;
  readonly extracted: boolean;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const RASTERS: Partial<Record<MediaType, (bytes: Uint8Array) => Raster | undefined>> = {
  'image/jpeg': readJpeg,
  'image/png': readPng,
  'image/webp': readWebp,
};

const NOT_TAKEN: Partial<Record<MediaType, UnusablePicture>> = {
  'image/heic': 'heic',
  'image/gif': 'format-not-accepted',
  'image/tiff': 'format-not-accepted',
  'image/bmp': 'format-not-accepted',
  'video/mp4': 'format-not-accepted',
  'video/webm': 'format-not-accepted',
};

/** Looks at an upload without decoding it: what it really is, how large, whether it can be read (A7). */
export function inspectPicture(
  bytes: Uint8Array,
  { maximumPixels }: { readonly maximumPixels: number },
): UsablePicture | UnusablePicture {
  if (bytes.length === 0) return 'empty';
  const type = mediaTypeOf(bytes);
  if (type === undefined) return 'not-a-picture';
  if (type === 'application/pdf') return inspectScan(bytes, maximumPixels);
  return NOT_TAKEN[type] ?? inspectRaster(type, bytes, maximumPixels, false);
}

function inspectScan(bytes: Uint8Array, maximumPixels: number): UsablePicture | UnusablePicture {
  const finding = inspectPdf(bytes);
  return 'refused' in finding
    ? finding.refused
    : inspectRaster('image/jpeg', finding.photo, maximumPixels, true);
}

function inspectRaster(
  type: MediaType,
  bytes: Uint8Array,
  maximumPixels: number,
  extracted: boolean,
): UsablePicture | UnusablePicture {
  const raster = RASTERS[type]?.(bytes);
  if (raster === undefined || raster.width === 0 || raster.height === 0) return 'damaged-file';
  if (raster.animated) return 'animated';
  if (raster.width * raster.height > maximumPixels) return 'too-many-pixels';
  if (Math.min(raster.width, raster.height) < SHORTEST_SIDE_PIXELS) return 'too-small';
  if (type === 'image/webp') return 'webp-not-readable';
  const { width, height } = raster;
  return { type: type === 'image/png' ? 'image/png' : 'image/jpeg', bytes, extracted, width, height };
}
