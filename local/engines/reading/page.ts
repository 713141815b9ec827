import type { Pixels } from '../picture/pixels.ts';
import type { TurnedRectangle } from '../picture/rectangle.ts';
import { detectText } from './detector.ts';
import { turnUpright } from './direction.ts';
import { type ReadCharacter, readGreedily, textOf } from './greedy.ts';
import type { ReadingModels } from './models.ts';
import { readBestZone, type Zone } from './mrz-reader.ts';
import { findStrips } from './mrz-strip.ts';
import { cutLine, recogniseLine } from './recogniser.ts';

/** One line of text as it stands on the picture. */
export interface ReadLine {
  readonly text: string;
  readonly place: TurnedRectangle;
  readonly characters: readonly ReadCharacter[];
}

/** Lines in reading order, and the size of the picture they were found on. */
export interface PageReading {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly ReadLine[];
}

/** Characters below this mean probability are no text (a signature, a pattern). */
const LEAST_PROBABILITY = 0.5;
/** Strips tried before a page counts as one without a zone. */
const STRIP_TRIES = 3;

function zoneLines(zone: Zone): ReadLine[] {
  return zone.lines.flatMap(({ characters }, at) => {
    const place = zone.places[at];
    return place ? [{ place, characters, text: textOf(characters).text }] : [];
  });
}

function toLine(place: TurnedRectangle, characters: readonly ReadCharacter[]): ReadLine | undefined {
  const { text, probability } = textOf(characters);
  return text.trim() && probability >= LEAST_PROBABILITY
    ? { text: text.trim(), place, characters }
    : undefined;
}

async function readCharacters(models: ReadingModels, picture: Pixels, place: TurnedRectangle) {
  return readGreedily(await recogniseLine(models.recogniser, cutLine(picture, place, 1)), models.characters);
}

/** Whether a piece lies on a line that was read already (a broken end of a zone's line). */
function covered(place: TurnedRectangle, lines: readonly TurnedRectangle[]): boolean {
  return lines.some((line) => {
    const dx = place.centre.x - line.centre.x;
    const dy = place.centre.y - line.centre.y;
    const along = dx * Math.cos(line.angle) + dy * Math.sin(line.angle);
    const across = dy * Math.cos(line.angle) - dx * Math.sin(line.angle);
    return Math.abs(along) < line.along / 2 && Math.abs(across) < line.across / 2;
  });
}

/** Top to bottom in the direction of reading, left to right where lines stand side by side. */
function inReadingOrder(lines: readonly ReadLine[]): ReadLine[] {
  const angle = lines[0]?.place.angle ?? 0;
  const down = ({ place }: ReadLine) => place.centre.y * Math.cos(angle) - place.centre.x * Math.sin(angle);
  const right = ({ place }: ReadLine) => place.centre.x * Math.cos(angle) + place.centre.y * Math.sin(angle);
  const rows: ReadLine[][] = [];
  for (const line of [...lines].sort((a, b) => down(a) - down(b))) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && down(line) - down(first) < first.place.across * 0.5) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((a, b) => right(a) - right(b)));
}

/**
 * Reads everything printed on a picture, whichever way up: places of text, way up, a machine-readable zone where a
 * strip looks like one, then the other lines one by one.
 */
export async function readPage(models: ReadingModels, picture: Pixels): Promise<PageReading> {
  const found = await detectText(models.detector, picture);
  const { places, read } = await turnUpright(models, picture, found);
  const zone = await readBestZone(models, picture, findStrips(places).slice(0, STRIP_TRIES));
  const taken = zone?.zone.places ?? [];
  const lines: ReadLine[] = zone ? zoneLines(zone.zone) : [];
  for (const place of places) {
    if (zone?.pieces.includes(place) || covered(place, taken)) continue;
    const line = toLine(place, read.get(place) ?? (await readCharacters(models, picture, place)));
    if (line) lines.push(line);
  }
  return { width: picture.width, height: picture.height, lines: inReadingOrder(lines) };
}
