import type { Pixels } from '../picture/pixels.ts';
import { quarterTurn, type TurnedRectangle } from '../picture/rectangle.ts';
import { type ReadCharacter, readGreedily, textOf } from './greedy.ts';
import type { ReadingModels } from './models.ts';
import { cutLine, recogniseLine } from './recogniser.ts';

const SURE = 0.9;

/** Direction of the page's lines, up to half a turn: mean of the doubled angles of long places. */
export function lineDirection(places: readonly TurnedRectangle[]): number {
  let [x, y] = [0, 0];
  for (const place of places) {
    const weight = place.along > place.across * 2 ? place.along : 0;
    x += Math.cos(2 * place.angle) * weight;
    y += Math.sin(2 * place.angle) * weight;
  }
  return x === 0 && y === 0 ? 0 : Math.atan2(y, x) / 2;
}

/** Turns each place so that it is read in the page's direction; squarish ones (a single letter) may turn a quarter. */
export function alignTo(direction: number, places: readonly TurnedRectangle[]): TurnedRectangle[] {
  return places.map((place) => {
    const step = place.along < place.across * 1.7 ? Math.PI / 2 : Math.PI;
    const steps = Math.round((direction - place.angle) / step);
    const turned = quarterTurn(place, steps * (step === Math.PI ? 2 : 1));
    const off = Math.abs(turned.angle - direction);
    // A single letter's own angle is chance; the page's is not.
    return step === Math.PI / 2 && off > 0.06 ? { ...turned, angle: direction } : turned;
  });
}

/** What the sample lines say at one way up. */
interface Samples {
  readonly read: ReadonlyMap<TurnedRectangle, readonly ReadCharacter[]>;
  /** Mean probability of their characters; lines too short to tell count as illegible. */
  readonly legibility: number;
}

async function readSamples(
  models: ReadingModels,
  picture: Pixels,
  places: readonly TurnedRectangle[],
): Promise<Samples> {
  const read = new Map<TurnedRectangle, readonly ReadCharacter[]>();
  let sum = 0;
  for (const place of places) {
    const characters = readGreedily(
      await recogniseLine(models.recogniser, cutLine(picture, place, 1)),
      models.characters,
    );
    const { text, probability } = textOf(characters);
    sum += text.length > 2 ? probability : 0;
    read.set(place, characters);
  }
  return { read, legibility: sum / Math.max(1, places.length) };
}

/** Printed lines of middling length; a zone's long lines and single letters tell less. */
function sampleLines(places: readonly TurnedRectangle[]): TurnedRectangle[] {
  const byLength = [...places].sort((a, b) => b.along - a.along);
  const printed = byLength.filter(
    (place) => place.along > place.across * 3 && place.along < place.across * 13,
  );
  return printed.length ? printed.slice(0, 3) : byLength.slice(0, 2);
}

/** Places of text the right way up, and the lines that were read to find out. */
export interface UprightPlaces {
  readonly places: readonly TurnedRectangle[];
  readonly read: Samples['read'];
}

/** Turns all places to the way up at which sample lines are read better. */
export async function turnUpright(
  models: ReadingModels,
  picture: Pixels,
  found: readonly TurnedRectangle[],
): Promise<UprightPlaces> {
  const places = alignTo(lineDirection(found), found);
  const forward = await readSamples(models, picture, sampleLines(places));
  if (forward.legibility >= SURE) return { places, read: forward.read };
  const turned = places.map((place) => quarterTurn(place, 2));
  const backward = await readSamples(models, picture, sampleLines(turned));
  return backward.legibility > forward.legibility
    ? { places: turned, read: backward.read }
    : { places, read: forward.read };
}
