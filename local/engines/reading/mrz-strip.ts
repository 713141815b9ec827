import { boundsInDirection, corners, type TurnedRectangle } from '../picture/rectangle.ts';

/** Pieces of text that stand on one line. */
interface Row {
  readonly pieces: TurnedRectangle[];
  /** Distance of the row below the seed's middle, in pixels. */
  readonly offset: number;
}

/** A row is long for its height: 30 characters are 17 heights or more. */
const SEED_RATIO = 11;
const WHOLE_RATIO = 15;

const cross = (seed: TurnedRectangle, other: TurnedRectangle): number =>
  (other.centre.y - seed.centre.y) * Math.cos(seed.angle) -
  (other.centre.x - seed.centre.x) * Math.sin(seed.angle);
const alongside = (seed: TurnedRectangle, other: TurnedRectangle): number =>
  (other.centre.x - seed.centre.x) * Math.cos(seed.angle) +
  (other.centre.y - seed.centre.y) * Math.sin(seed.angle);

/** Rows near a seed: pieces of its height that lie within a little of its extent, joined where level. */
function rowsAround(seed: TurnedRectangle, places: readonly TurnedRectangle[]): Row[] {
  const near = places.filter((place) => {
    const distance = Math.abs(cross(seed, place));
    const reach = Math.abs(alongside(seed, place)) + place.along / 2;
    const similar = place.across > seed.across * 0.3 && place.across < seed.across * 1.7;
    return similar && distance < seed.across * 7 && reach < seed.along * 0.75;
  });
  const rows: Row[] = [];
  for (const place of near.sort((a, b) => b.along - a.along)) {
    const offset = cross(seed, place);
    const row = rows.find(
      (known) => Math.abs(known.offset - offset - tilt(seed, known, place)) < seed.across * 0.55,
    );
    if (row) row.pieces.push(place);
    else rows.push({ pieces: [place], offset });
  }
  return rows.sort((a, b) => a.offset - b.offset);
}

/** How much the row's own slope moves its height at the place, against the seed's direction. */
function tilt(seed: TurnedRectangle, row: Row, place: TurnedRectangle): number {
  const longest = row.pieces[0] ?? seed;
  const lean = Math.tan(longest.angle - seed.angle);
  return (alongside(seed, longest) - alongside(seed, place)) * lean;
}

const span = (row: Row): number =>
  boundsInDirection(row.pieces.flatMap(corners), row.pieces[0]?.angle ?? 0).along;

/** Neighbouring rows of like length and even spacing, with the seed among them: 2 or 3. */
function evenRows(seed: TurnedRectangle, rows: readonly Row[]): Row[][] {
  const long = rows.filter((row) => span(row) > seed.along * 0.55);
  const at = long.findIndex((row) => row.pieces.includes(seed));
  const groups: Row[][] = [];
  for (const [before, after] of [
    [1, 1],
    [2, 0],
    [0, 2],
    [1, 0],
    [0, 1],
  ] as const) {
    const group = long.slice(Math.max(0, at - before), at + after + 1);
    if (at < before || group.length !== before + after + 1) continue;
    const gaps = group.slice(1).map((row, i) => row.offset - (group[i]?.offset ?? 0));
    const even = gaps.every((gap) => gap > seed.across * 0.9 && gap < seed.across * 3.6);
    if (even && Math.max(...gaps) < Math.min(...gaps) * 1.35) groups.push(group);
  }
  return groups;
}

/** One rectangle per row, all stretched to the farthest ends of the group. */
function level(group: readonly Row[]): TurnedRectangle[] {
  const lines = group.map((row) => {
    const angle = row.pieces[0]?.angle ?? 0;
    return { ...boundsInDirection(row.pieces.flatMap(corners), angle), across: row.pieces[0]?.across ?? 0 };
  });
  const longest = lines.reduce((best, line) => (line.along > best.along ? line : best));
  return lines.map((line) => {
    const shift = alongside(longest, line);
    const left = Math.min(shift - line.along / 2, -longest.along / 2);
    const right = Math.max(shift + line.along / 2, longest.along / 2);
    const move = (left + right) / 2 - shift;
    return {
      ...line,
      along: right - left,
      centre: {
        x: line.centre.x + Math.cos(line.angle) * move,
        y: line.centre.y + Math.sin(line.angle) * move,
      },
    };
  });
}

/** A possible machine-readable zone: its lines, top first, and the pieces they were made of. */
export interface Strip {
  readonly lines: readonly TurnedRectangle[];
  readonly pieces: readonly TurnedRectangle[];
}

/** Groups of long parallel lines that have the looks of a zone, likeliest first. Nothing is read here. */
export function findStrips(places: readonly TurnedRectangle[]): Strip[] {
  const seeds = places
    .filter((place) => place.along > place.across * SEED_RATIO)
    .sort((a, b) => b.along - a.along);
  const strips = seeds.slice(0, 3).flatMap((seed) => evenRows(seed, rowsAround(seed, places)));
  const once = new Map(
    strips.map((group) => [
      group
        .flatMap((row) => row.pieces.map((p) => places.indexOf(p)))
        .sort()
        .join(),
      group,
    ]),
  );
  return [...once.values()]
    .map((group) => ({ lines: level(group), pieces: group.flatMap((row) => row.pieces) }))
    .filter((strip) => strip.lines.every((line) => line.along > line.across * WHOLE_RATIO))
    .sort((a, b) => b.lines.length - a.lines.length);
}
