import type { Pixels } from '../picture/pixels.ts';
import { quarterTurn, type TurnedRectangle } from '../picture/rectangle.ts';
import { readGreedily, textOf } from './greedy.ts';
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

async function legibility(
  models: ReadingModels,
  picture: Pixels,
  places: readonly TurnedRectangle[],
): Promise<number> {
  let sum = 0;
  for (const place of places) {
    const frames = await recogniseLine(models.recogniser, cutLine(picture, place, 1));
    const { text, probability } = textOf(readGreedily(frames, models.characters));
    sum += text.length > 2 ? probability : 0;
  }
  return sum / Math.max(1, places.length);
}

/** Places turned the way up that is read better; three sample lines decide, the lines themselves are not changed. */
export async function turnUpright(
  models: ReadingModels,
  picture: Pixels,
  places: readonly TurnedRectangle[],
): Promise<TurnedRectangle[]> {
  const direction = lineDirection(places);
  const upright = alignTo(direction, places);
  const samples = upright
    .filter((place) => place.along > place.across * 3 && place.along < place.across * 13)
    .sort((a, b) => b.along - a.along)
    .slice(0, 3);
  const chosen = samples.length ? samples : [...upright].sort((a, b) => b.along - a.along).slice(0, 2);
  const forward = await legibility(models, picture, chosen);
  if (forward >= SURE) return upright;
  const backward = await legibility(
    models,
    picture,
    chosen.map((place) => quarterTurn(place, 2)),
  );
  return backward > forward ? upright.map((place) => quarterTurn(place, 2)) : upright;
}
