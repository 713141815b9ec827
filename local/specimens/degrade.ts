import sharp from 'sharp';
import type { Pixels, Point, Quad } from '../engines/picture/pixels.ts';
import { eachProjected, projectionOnto, sample } from '../engines/picture/warp.ts';
import { gaussian, type Random, seededRandom } from './random.ts';

/** What happens between a document and its picture; every part is optional and 0 means not at all. */
export interface Degradation {
  /** Degrees clockwise; 180 is upside down. */
  readonly rotate?: number;
  /** 0…1: how far the corners lean away from a rectangle. */
  readonly perspective?: number;
  /** Deviation of a Gaussian blur, in pixels of the finished picture. */
  readonly blur?: number;
  /** Deviation of the sensor noise, in grey levels. */
  readonly noise?: number;
  /** 0…1: depth of a soft shadow across the document. */
  readonly shadow?: number;
  /** 0…1: brightness of a reflection. */
  readonly glare?: number;
  /** Long side of the finished picture in pixels; less than 1,600 loses detail. */
  readonly longSide?: number;
  /** JPEG quality; PNG when absent. */
  readonly jpeg?: number;
  /** Share of the picture left around the document; 0.06 when anything bends or turns the document. */
  readonly margin?: number;
}

function turn(point: Point, centre: Point, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  const x = point.x - centre.x;
  const y = point.y - centre.y;
  return {
    x: centre.x + x * Math.cos(angle) - y * Math.sin(angle),
    y: centre.y + x * Math.sin(angle) + y * Math.cos(angle),
  };
}

/** Where the document's corners lie in the finished picture, and how large that is. */
function placement(width: number, height: number, degrade: Degradation, random: Random) {
  const lean = (degrade.perspective ?? 0) * 0.12;
  const wobble = (size: number) => (random() * 2 - 1) * lean * size;
  const centre = { x: width / 2, y: height / 2 };
  const flat = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ].map((corner) =>
    turn({ x: corner.x + wobble(width), y: corner.y + wobble(height) }, centre, degrade.rotate ?? 0),
  );
  const left = Math.min(...flat.map((p) => p.x));
  const top = Math.min(...flat.map((p) => p.y));
  const spanX = Math.max(...flat.map((p) => p.x)) - left;
  const spanY = Math.max(...flat.map((p) => p.y)) - top;
  const margin = (degrade.margin ?? 0.06) * Math.max(spanX, spanY);
  const corners = flat.map((p) => ({ x: p.x - left + margin, y: p.y - top + margin }));
  return { corners, width: Math.round(spanX + 2 * margin), height: Math.round(spanY + 2 * margin) };
}

/** Table the document lies on: a quiet grain, seeded. */
function table(width: number, height: number, random: Random): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  const base = [92 + random() * 60, 84 + random() * 50, 76 + random() * 50];
  for (let y = 0, to = 0; y < height; y++) {
    const grain = 6 * Math.sin(y / 9 + 2 * Math.sin(y / 61));
    for (let x = 0; x < width; x++, to += 3) {
      for (let c = 0; c < 3; c++) data[to + c] = (base[c] ?? 0) + grain + 4 * Math.sin(x / 190);
    }
  }
  return data;
}

const inverseQuad = (corners: readonly Point[], width: number, height: number): Quad => {
  const [a, b, c, d] = corners;
  if (!a || !b || !c || !d) throw new Error('a document has four corners');
  const back = (x: number, y: number) => unproject([a, b, c, d], width, height, x, y);
  return [back(0, 0), back(1, 0), back(1, 1), back(0, 1)];
};

/** Solves the map picture → document at one corner of the picture's unit square. */
function unproject(quad: Quad, width: number, height: number, u: number, v: number): Point {
  const forward = projectionOnto(width, height, quad);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = forward;
  const a1 = a - u * g;
  const b1 = b - u * h;
  const d1 = d - v * g;
  const e1 = e - v * h;
  const det = a1 * e1 - b1 * d1;
  return { x: ((u - c) * e1 - b1 * (v - f)) / det, y: (a1 * (v - f) - d1 * (u - c)) / det };
}

/** Lays the document on a table, turned and leaning. */
function lay(sheet: Pixels & { readonly alpha: Uint8Array }, degrade: Degradation, random: Random): Pixels {
  const place = placement(sheet.width, sheet.height, degrade, random);
  const scaled = place.corners.map((p) => ({ x: p.x / place.width, y: p.y / place.height }));
  const map = projectionOnto(place.width, place.height, inverseQuad(scaled, sheet.width, sheet.height));
  const data = table(place.width, place.height, random);
  eachProjected(map, place.width, place.height, (x, y, to) => {
    if (x < 0 || y < 0 || x >= sheet.width || y >= sheet.height) return;
    if ((sheet.alpha[(y | 0) * sheet.width + (x | 0)] ?? 0) > 127) sample(sheet, x - 0.5, y - 0.5, data, to);
  });
  return { width: place.width, height: place.height, data };
}

/** Multiplies by a soft-edged band of shade and adds a round reflection. */
function light(picture: Pixels, degrade: Degradation, random: Random): Pixels {
  const { width, height } = picture;
  const angle = random() * Math.PI;
  const edge = 0.3 + random() * 0.4;
  const spot = { x: width * (0.25 + random() * 0.5), y: height * (0.25 + random() * 0.6) };
  const radius = Math.max(width, height) * (0.1 + random() * 0.08);
  const data = new Uint8Array(picture.data.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const along = (x / width) * Math.abs(Math.cos(angle)) + (y / height) * Math.abs(Math.sin(angle));
      const shade = 1 - ((degrade.shadow ?? 0) * 0.6) / (1 + Math.exp((edge - along) * 22));
      const gleam =
        (degrade.glare ?? 0) * 190 * Math.exp(-((x - spot.x) ** 2 + (y - spot.y) ** 2) / (radius * radius));
      for (let c = 0; c < 3; c++) {
        data[at + c] = Math.min(255, (picture.data[at + c] ?? 0) * shade + gleam);
      }
    }
  }
  return { width, height, data };
}

function grain(picture: Pixels, deviation: number, random: Random): Pixels {
  const data = picture.data.map((level) => Math.max(0, Math.min(255, level + deviation * gaussian(random))));
  return { ...picture, data };
}

const bends = (d: Degradation): boolean => Boolean(d.rotate || d.perspective || d.margin);

/** The finished picture of a drawn document; the same bytes for the same seed. */
export async function photograph(svg: string, degrade: Degradation, seed: number): Promise<Buffer> {
  const random = seededRandom(seed);
  const { data: rgba, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const sheet = splitAlpha(rgba, info.width, info.height);
  let picture: Pixels = bends(degrade) ? lay(sheet, degrade, random) : onWhite(sheet);
  if (degrade.shadow || degrade.glare) picture = light(picture, degrade, random);
  const { width, height } = picture;
  let image = sharp(picture.data, { raw: { width, height, channels: 3 } });
  const side = degrade.longSide ?? 1600;
  if (Math.max(width, height) > side) image = image.resize({ width: side, height: side, fit: 'inside' });
  if (degrade.blur) image = sharp(await image.png({ compressionLevel: 1 }).toBuffer()).blur(degrade.blur);
  if (degrade.noise) {
    const flat = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const noisy = grain(
      { width: flat.info.width, height: flat.info.height, data: flat.data },
      degrade.noise,
      random,
    );
    image = sharp(noisy.data, { raw: { width: noisy.width, height: noisy.height, channels: 3 } });
  }
  return degrade.jpeg
    ? image.jpeg({ quality: degrade.jpeg }).toBuffer()
    : image.png({ compressionLevel: 6 }).toBuffer();
}

function splitAlpha(rgba: Buffer, width: number, height: number) {
  const data = new Uint8Array(width * height * 3);
  const alpha = new Uint8Array(width * height);
  for (let at = 0; at < alpha.length; at++) {
    for (let c = 0; c < 3; c++) data[at * 3 + c] = rgba[at * 4 + c] ?? 0;
    alpha[at] = rgba[at * 4 + 3] ?? 0;
  }
  return { width, height, data, alpha };
}

function onWhite(sheet: ReturnType<typeof splitAlpha>): Pixels {
  const data = sheet.data.map((level, at) => {
    const alpha = sheet.alpha[(at / 3) | 0] ?? 0;
    return (level * alpha + 255 * (255 - alpha)) / 255;
  });
  return { width: sheet.width, height: sheet.height, data };
}
