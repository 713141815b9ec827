import type { Pixels } from '../picture/pixels.ts';
import type { TurnedRectangle } from '../picture/rectangle.ts';
import type { ReadingModels } from './models.ts';
import {
  characterMiddles,
  readUnderShape,
  toZoneFrames,
  type ZoneFrames,
  type ZoneLine,
  zoneClasses,
} from './mrz-decoder.ts';
import { ZONE_SHAPES } from './mrz-shapes.ts';
import type { Strip } from './mrz-strip.ts';
import { cutLine, recogniseLine } from './recogniser.ts';

/** How a line is cut for reading: wider, so that close characters part; taller, so that slanted ends stay in. */
export const cutting = { stretch: 1.2, height: 1.25 };
/** Mean log probability per character: below the first no zone, above the second no longer lines, above the third no other strip is tried. */
const LEAST_SCORE = -1.5;
const GOOD_SCORE = -0.5;
const ENOUGH_SCORE = -0.8;

/** A zone read whole: one line of characters per rectangle. */
export interface Zone {
  readonly shape: string;
  readonly lines: readonly ZoneLine[];
  readonly places: readonly TurnedRectangle[];
  readonly score: number;
}

type Lines = readonly TurnedRectangle[];

async function recogniseLines(models: ReadingModels, picture: Pixels, places: Lines): Promise<ZoneFrames[]> {
  const frames: ZoneFrames[] = [];
  for (const place of places) {
    const taller = { ...place, across: place.across * cutting.height };
    const line = await recogniseLine(models.recogniser, cutLine(picture, taller, cutting.stretch));
    frames.push(toZoneFrames(line, zoneClasses(models.characters)));
  }
  return frames;
}

/** The likeliest shape with as many lines. */
function readShapes(frames: readonly ZoneFrames[], places: Lines): Zone | undefined {
  const zones = ZONE_SHAPES.filter((shape) => shape.lines.length === frames.length).flatMap((shape) => {
    const lines = frames.flatMap((line, at) => readUnderShape(line, shape.lines[at] ?? []) ?? []);
    if (lines.length !== frames.length) return [];
    const length = lines.reduce((sum, line) => sum + line.characters.length, 0);
    return [
      { shape: shape.name, lines, places, score: lines.reduce((sum, line) => sum + line.score, 0) / length },
    ];
  });
  return better(...zones);
}

function better(...zones: readonly (Zone | undefined)[]): Zone | undefined {
  return zones.reduce((best, zone) => (!best || (zone && zone.score > best.score) ? zone : best), undefined);
}

/** Distance between neighbouring characters, in pixels: the median over a strip. */
function pitchOf(frames: readonly ZoneFrames[], places: Lines): number {
  const steps = frames.flatMap((line, at) => {
    const middles = characterMiddles(line);
    return middles.slice(1).map((middle, i) => (middle - (middles[i] ?? 0)) * (places[at]?.along ?? 0));
  });
  return steps.sort((a, b) => a - b)[steps.length >> 1] ?? 0;
}

/** The same lines with their right end moved so that `count` characters find room. */
function lengthened(places: Lines, count: number, pitch: number): Lines {
  return places.map((place) => {
    const more = count * pitch + place.across * 0.5 - place.along;
    const [x, y] = [Math.cos(place.angle), Math.sin(place.angle)];
    return {
      ...place,
      along: place.along + more,
      centre: { x: place.centre.x + (x * more) / 2, y: place.centre.y + (y * more) / 2 },
    };
  });
}

/** Fillers at the right end are faint and often missed; the pitch tells where the line must end. */
async function readLengthened(
  models: ReadingModels,
  picture: Pixels,
  frames: readonly ZoneFrames[],
  places: Lines,
) {
  const pitch = pitchOf(frames, places);
  const longest = Math.max(...places.map((place) => place.along));
  let best: Zone | undefined;
  for (const count of places.length === 3 ? [30] : [36, 44]) {
    if (count * pitch < longest * 1.02 || count * pitch > longest * 2.2) continue;
    const longer = lengthened(places, count, pitch);
    best = better(best, readShapes(await recogniseLines(models, picture, longer), longer));
  }
  return best;
}

/** Reads a strip under every shape with as many lines and keeps the likeliest; undefined when none fits. */
export async function readZone(
  models: ReadingModels,
  picture: Pixels,
  strip: Strip,
): Promise<Zone | undefined> {
  const frames = await recogniseLines(models, picture, strip.lines);
  const straight = readShapes(frames, strip.lines);
  if (straight && straight.score > GOOD_SCORE) return straight;
  const best = better(straight, await readLengthened(models, picture, frames, strip.lines));
  return best && best.score > LEAST_SCORE ? best : undefined;
}

/** The best zone among strips; stops at the first that is read well. */
export async function readBestZone(models: ReadingModels, picture: Pixels, strips: readonly Strip[]) {
  let best: { readonly zone: Zone; readonly pieces: readonly TurnedRectangle[] } | undefined;
  for (const strip of strips) {
    const zone = await readZone(models, picture, strip);
    if (zone && (!best || zone.score > best.zone.score)) best = { zone, pieces: strip.pieces };
    if (best && best.zone.score > ENOUGH_SCORE) break;
  }
  return best;
}
