import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import sharp from 'sharp';

export interface ClipOrder {
  /** Stills of one face, shown in turn. */
  readonly stills: readonly [Buffer, ...Buffer[]];
  /** A document held before the camera in the last part. */
  readonly document?: Buffer;
  readonly faceSeconds?: number;
  readonly documentSeconds?: number;
  readonly width?: number;
  readonly height?: number;
}

/** Chromium plays an .mjpeg file at 30 frames a second, over and over; each drawn frame is written twice. */
const DRAWN_PER_SECOND = 15;
const REPEAT = 30 / DRAWN_PER_SECOND;
const STILL_SECONDS = 0.8;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A still seen by a hand that is never quite steady: the cut drifts and breathes. */
async function faceFrame(still: Buffer, at: number, { width, height }: Size): Promise<Buffer> {
  const zoom = 1.06 + 0.025 * Math.sin(at / 11);
  const wide = Math.round(width * zoom);
  const high = Math.round(height * zoom);
  const left = Math.round(((wide - width) / 2) * (1 + 0.8 * Math.sin(at / 7)));
  const top = Math.round(((high - height) / 2) * (1 + 0.8 * Math.cos(at / 9)));
  const large = await sharp(still).rotate().resize(wide, high, { fit: 'cover' }).toBuffer();
  return sharp(large).extract({ left, top, width, height }).jpeg({ quality: 85 }).toBuffer();
}

/** The document in the middle, drifting a little, over the blurred scene. */
async function documentFrame(
  scene: Buffer,
  document: Buffer,
  at: number,
  { width, height }: Size,
): Promise<Buffer> {
  const wide = Math.round(width * (0.86 + 0.012 * Math.sin(at / 8)));
  const card = await sharp(document)
    .resize({ width: wide, height: Math.round(height * 0.88), fit: 'inside' })
    .toBuffer({ resolveWithObject: true });
  const left = Math.round((width - card.info.width) / 2 + 4 * Math.sin(at / 6));
  const top = Math.round((height - card.info.height) / 2 + 3 * Math.cos(at / 5));
  return sharp(scene)
    .blur(6)
    .composite([{ input: card.data, left, top }])
    .jpeg({ quality: 88 })
    .toBuffer();
}

async function* frames(order: ClipOrder, size: Size): AsyncGenerator<Buffer> {
  const faceFrames = Math.round((order.faceSeconds ?? 6) * DRAWN_PER_SECOND);
  const documentFrames = order.document ? Math.round((order.documentSeconds ?? 4) * DRAWN_PER_SECOND) : 0;
  for (let at = 0; at < faceFrames; at++) {
    const turn = Math.floor(at / (STILL_SECONDS * DRAWN_PER_SECOND)) % order.stills.length;
    yield faceFrame(order.stills[turn] ?? order.stills[0], at, size);
  }
  const scene = await faceFrame(order.stills[0], 0, size);
  for (let at = 0; order.document && at < documentFrames; at++)
    yield documentFrame(scene, order.document, at, size);
}

/**
 * Writes a motion-JPEG file for Chromium's `--use-file-for-fake-video-capture` (name it `.mjpeg`): the face first,
 * then the document. No two drawn frames are alike. Resolves to the number of frames written.
 */
export async function writeCameraClip(file: string, order: ClipOrder): Promise<number> {
  const size = { width: order.width ?? 640, height: order.height ?? 480 };
  const out = createWriteStream(file);
  let count = 0;
  for await (const frame of frames(order, size)) {
    for (let time = 0; time < REPEAT; time++, count++) {
      if (!out.write(frame)) await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
  return count;
}
