/** Largest side sent, in pixels: sharper does not read better, and slow networks matter. */
const MAX_SIDE = 4000;
const QUALITY = 0.92;
/** Largest file accepted (the presigned POST refuses more). */
export const MAX_BYTES = 15_000_000;

/** Why a file cannot be used here; each has its sentence `picture.<code>`. */
export class UnusablePicture extends Error {
  override readonly name = 'UnusablePicture';
  readonly code: 'heic' | 'not-a-picture' | 'too-large' | 'empty';
  constructor(code: UnusablePicture['code']) {
    super(code);
    this.code = code;
  }
}

const isHeic = (file: Blob, name: string): boolean => /hei[cf]/.test(file.type) || /\.hei[cf]$/i.test(name);
export const isPdf = (file: Blob): boolean => file.type === 'application/pdf';

/** Why a file that does not decode cannot be used. */
export function unusable(file: Blob, name: string): UnusablePicture {
  if (file.size === 0) return new UnusablePicture('empty');
  return new UnusablePicture(isHeic(file, name) ? 'heic' : 'not-a-picture');
}

/** Decodes a picture upright (EXIF orientation applied by the browser). */
async function decode(file: Blob, name: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw unusable(file, name);
  }
}

/** A drawing as JPEG; throws `UnusablePicture` where the browser cannot. */
export const toJpeg = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new UnusablePicture('not-a-picture'))),
      'image/jpeg',
      QUALITY,
    ),
  );

/** Draws `image` turned by quarter turns clockwise, at most `MAX_SIDE` on its longer side. */
function draw(image: ImageBitmap, quarterTurns: number): HTMLCanvasElement {
  const scale = Math.min(1, MAX_SIDE / Math.max(image.width, image.height));
  const width = Math.round(image.width * scale);
  const height = Math.round(image.height * scale);
  const lying = quarterTurns % 2 === 1;
  const canvas = document.createElement('canvas');
  canvas.width = lying ? height : width;
  canvas.height = lying ? width : height;
  const context = canvas.getContext('2d');
  if (!context) throw new UnusablePicture('not-a-picture');
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((quarterTurns * Math.PI) / 2);
  context.drawImage(image, -width / 2, -height / 2, width, height);
  return canvas;
}

/**
 * What is uploaded: an upright JPEG without metadata (so without the place where it was taken), or a PDF as it is.
 * Throws `UnusablePicture`.
 */
export async function preparePicture(file: Blob, name: string, quarterTurns = 0): Promise<Blob> {
  if (file.size === 0) throw new UnusablePicture('empty');
  if (isPdf(file)) {
    if (file.size > MAX_BYTES) throw new UnusablePicture('too-large');
    return file;
  }
  const image = await decode(file, name);
  try {
    return await toJpeg(draw(image, quarterTurns));
  } finally {
    image.close();
  }
}

/** What a playing video shows now. */
export function snapshot(video: HTMLVideoElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return canvas;
}

const PROBE = 192;
/**
 * How sharp the middle of a playing video is now: variance of the Laplacian over a small grey copy. Only comparable
 * between frames of the same scene; used to keep the sharpest still.
 */
export function sharpness(video: HTMLVideoElement): number {
  const canvas = document.createElement('canvas');
  canvas.width = PROBE;
  canvas.height = PROBE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return 0;
  const side = Math.min(video.videoWidth, video.videoHeight);
  context.drawImage(
    video,
    (video.videoWidth - side) / 2,
    (video.videoHeight - side) / 2,
    side,
    side,
    0,
    0,
    PROBE,
    PROBE,
  );
  const { data } = context.getImageData(0, 0, PROBE, PROBE);
  const grey = (i: number): number => (data[4 * i] ?? 0) + (data[4 * i + 1] ?? 0) + (data[4 * i + 2] ?? 0);
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = 1; y < PROBE - 1; y++)
    for (let x = 1; x < PROBE - 1; x++) {
      const i = y * PROBE + x;
      const edge = 4 * grey(i) - grey(i - 1) - grey(i + 1) - grey(i - PROBE) - grey(i + PROBE);
      sum += edge;
      squares += edge * edge;
      count++;
    }
  return squares / count - (sum / count) ** 2;
}
