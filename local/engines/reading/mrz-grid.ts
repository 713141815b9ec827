import type { ReadCharacter } from './greedy.ts';

/**
 * Where the characters of an evenly printed line begin, in frames: `first + pitch·i + drift·i²`. The drift is what a
 * slanted view makes of an even pitch.
 */
export interface Grid {
  readonly first: number;
  readonly pitch: number;
  readonly drift: number;
}

/** Characters may stand this far from their place (slant, narrow letters), as a share of the pitch. */
const FREE = 0.4;
/** Natural-log units per squared pitch beyond that. */
const STRICTNESS = 16;
/** Pitch at the end against the pitch at the beginning: a view more slanted than this is no document's. */
const MOST_DRIFT = 1.7;
/** Other grids worth a reading. */
const GRIDS = 2;

/** Distance of a beginning from its place on the grid, in pitches. */
function displacement(grid: Grid, index: number, frame: number): number {
  const pitch = Math.max(1, grid.pitch + 2 * grid.drift * index);
  return Math.abs(frame - grid.first - grid.pitch * index - grid.drift * index * index) / pitch;
}

/** What it costs the `index`th character to begin at a frame; 0 near its place. */
export function displacementCost(grid: Grid, index: number, frame: number): number {
  const off = displacement(grid, index, frame) - FREE;
  return off > 0 ? STRICTNESS * off * off : 0;
}

/** The grid through three beginnings; undefined when no view of an even print looks so. */
function gridThrough(starts: readonly number[], i: number, j: number, k: number): Grid | undefined {
  const [a, b, c] = [starts[i] ?? 0, starts[j] ?? 0, starts[k] ?? 0];
  const early = (b - a) / (j - i);
  const drift = ((c - b) / (k - j) - early) / (k - i);
  const pitch = early - drift * (i + j);
  const last = pitch + 2 * drift * (starts.length - 1);
  if (!(pitch > 0 && last > pitch / MOST_DRIFT && last < pitch * MOST_DRIFT)) return undefined;
  return { first: a - pitch * i - drift * i * i, pitch, drift };
}

/** Every grid through a beginning, a middle and an end of the line, with how many characters stand on it. */
function candidates(starts: readonly number[]): { readonly grid: Grid; readonly support: number }[] {
  const third = Math.floor(starts.length / 3);
  const found: { grid: Grid; support: number }[] = [];
  for (let i = 0; i < third; i += 2) {
    for (let j = third; j < 2 * third; j += 2) {
      for (let k = 2 * third; k < starts.length; k += 2) {
        const grid = gridThrough(starts, i, j, k);
        if (!grid) continue;
        const support = starts.filter((start, index) => displacement(grid, index, start) < FREE).length;
        found.push({ grid, support });
      }
    }
  }
  return found.sort((a, b) => b.support - a.support);
}

/**
 * Even grids that a line read once may stand on, likeliest first; none when it is even as it was read. A character read
 * too many or too few shifts all after it, so several grids may have support.
 */
export function gridsFor(characters: readonly ReadCharacter[], frames: number): Grid[] {
  const all = candidates(characters.map(({ from }) => from * frames));
  const [best] = all;
  if (!best || best.support >= characters.length - 1) return [];
  const middle = characters.length >> 1;
  const grids: Grid[] = [];
  for (const { grid } of all) {
    const at = grid.first + grid.pitch * middle + grid.drift * middle * middle;
    const known = grids.some((other) => displacement(other, middle, at) < 0.5);
    if (!known) grids.push(grid);
    if (grids.length === GRIDS) break;
  }
  return grids;
}
