import type { ReadCharacter } from './greedy.ts';
import { displacementCost, type Grid, gridsFor } from './mrz-grid.ts';
import { type LineShape, ZONE_CHARACTERS } from './mrz-shapes.ts';
import type { Frames } from './recogniser.ts';

const KINDS = ZONE_CHARACTERS.length;
const BLANK = KINDS;
const STAY = KINDS + 1;
const FLOOR = 1e-6;
/** Signs the recogniser takes for a filler; small letters count for their capitals. */
const FILLER_LOOKALIKES = ['<', '〈', '《', '«', '‹', '＜', 'く', '≤', '∠'];

/** Log probabilities per frame of each zone character, and of the blank in last place. */
export type ZoneFrames = { readonly logs: Float32Array; readonly count: number };

/** Which classes of the recogniser stand for each zone character. */
export function zoneClasses(characters: readonly string[]): readonly (readonly number[])[] {
  return [...ZONE_CHARACTERS].map((character) => {
    const same = character === '<' ? FILLER_LOOKALIKES : [character, character.toLowerCase()];
    return [...new Set(same)].map((text) => characters.indexOf(text)).filter((at) => at > 0);
  });
}

/** Keeps of a line's frames what matters for a zone. */
export function toZoneFrames(frames: Frames, classes: readonly (readonly number[])[]): ZoneFrames {
  const logs = new Float32Array(frames.count * (KINDS + 1));
  for (let frame = 0; frame < frames.count; frame++) {
    const start = frame * frames.classes;
    for (const [kind, members] of classes.entries()) {
      let probability = 0;
      for (const member of members) probability += frames.probabilities[start + member] ?? 0;
      logs[frame * (KINDS + 1) + kind] = Math.log(Math.max(FLOOR, probability));
    }
    logs[frame * (KINDS + 1) + BLANK] = Math.log(Math.max(FLOOR, frames.probabilities[start] ?? 0));
  }
  return { logs, count: frames.count };
}

/** A line read under a shape; `score` is the log probability of the whole path. */
export interface ZoneLine {
  readonly characters: readonly ReadCharacter[];
  readonly score: number;
}

/** Middle of each character (0…1 along the line) on the unconstrained best path; tells the pitch of the print. */
export function characterMiddles({ logs, count }: ZoneFrames): number[] {
  const middles: number[] = [];
  let [previous, from] = [BLANK, 0];
  for (let frame = 0; frame <= count; frame++) {
    const at = frame * (KINDS + 1);
    let best = BLANK;
    for (let kind = 0; frame < count && kind < KINDS; kind++) {
      if ((logs[at + kind] ?? 0) > (logs[at + best] ?? 0)) best = kind;
    }
    if (best === previous) continue;
    if (previous !== BLANK) middles.push((from + frame) / 2 / count);
    [previous, from] = [best, frame];
  }
  return middles;
}

/** Best and second best character ending a position, for “another character than this one”. */
interface Leaders {
  best: number;
  second: number;
}

function leaders(scores: Float32Array, at: number): Leaders {
  let best = 0;
  let second = 1;
  for (let kind = 1; kind < KINDS; kind++) {
    const score = scores[at + kind] ?? -Infinity;
    if (score > (scores[at + best] ?? -Infinity)) {
      second = best;
      best = kind;
    } else if (kind !== best && (second === best || score > (scores[at + second] ?? -Infinity)))
      second = kind;
  }
  return { best, second };
}

/**
 * Likeliest CTC path (Viterbi) that has exactly as many characters as the shape and each of its allowed kind.
 * Two equal neighbours need a blank between them, as in CTC itself. With a grid, characters pay for standing off it.
 */
function likeliestPath({ logs, count }: ZoneFrames, shape: LineShape, grid?: Grid): ZoneLine | undefined {
  const size = shape.length;
  const width = KINDS + 1;
  if (count < size) return undefined;
  // scores[i * width + kind]: i characters begun, the last is `kind`; kind BLANK: a blank after i characters.
  let scores = new Float32Array((size + 1) * width).fill(-Infinity);
  scores[BLANK] = 0;
  const trail = new Uint8Array(count * (size + 1) * width);
  for (let frame = 0; frame < count; frame++) {
    const next = new Float32Array(scores.length).fill(-Infinity);
    const log = frame * width;
    const first = Math.max(0, size - (count - frame));
    for (let i = first; i <= Math.min(size, frame + 1); i++) {
      const at = i * width;
      const mark = frame * scores.length + at;
      const here = leaders(scores, at);
      const fromBlank = (scores[at + BLANK] ?? 0) >= (scores[at + here.best] ?? 0);
      next[at + BLANK] =
        Math.max(scores[at + BLANK] ?? 0, scores[at + here.best] ?? 0) + (logs[log + BLANK] ?? 0);
      trail[mark + BLANK] = fromBlank ? STAY : here.best;
      if (i === 0) continue;
      const before = at - width;
      const earlier = leaders(scores, before);
      const cost = grid ? displacementCost(grid, i - 1, frame) : 0;
      for (const kind of shape[i - 1] ?? []) {
        const other = earlier.best === kind ? earlier.second : earlier.best;
        let best = scores[at + kind] ?? -Infinity;
        let from = STAY;
        const afterBlank = (scores[before + BLANK] ?? -Infinity) - cost;
        if (afterBlank > best) [best, from] = [afterBlank, BLANK];
        const afterOther = (scores[before + other] ?? -Infinity) - cost;
        if (afterOther > best) [best, from] = [afterOther, other];
        next[at + kind] = best + (logs[log + kind] ?? 0);
        trail[mark + kind] = from;
      }
    }
    scores = next;
  }
  return retrace(logs, count, size, scores, trail);
}

/**
 * Reads a line under a shape. A zone is printed at an even pitch (Doc 9303-3 §4.3), so a line that comes out uneven is
 * read again on the grids it may stand on, and the likeliest reading is kept.
 */
export function readUnderShape(frames: ZoneFrames, shape: LineShape): ZoneLine | undefined {
  const plain = likeliestPath(frames, shape);
  if (!plain) return undefined;
  const grids = gridsFor(plain.characters, frames.count);
  const again = grids.flatMap((grid) => likeliestPath(frames, shape, grid) ?? []);
  return again.length ? again.reduce((best, line) => (line.score > best.score ? line : best)) : plain;
}

function retrace(
  logs: Float32Array,
  count: number,
  size: number,
  scores: Float32Array,
  trail: Uint8Array,
): ZoneLine | undefined {
  const width = KINDS + 1;
  const end = size * width;
  let kind = leaders(scores, end).best;
  if ((scores[end + BLANK] ?? 0) > (scores[end + kind] ?? 0)) kind = BLANK;
  const score = scores[end + kind] ?? -Infinity;
  if (score === -Infinity) return undefined;
  const characters: ReadCharacter[] = [];
  let i = size;
  let to = count;
  let peak = -Infinity;
  for (let frame = count - 1; frame >= 0; frame--) {
    const from = trail[frame * scores.length + i * width + kind] ?? STAY;
    if (kind !== BLANK) peak = Math.max(peak, logs[frame * width + kind] ?? 0);
    if (from === STAY) continue;
    if (kind !== BLANK) {
      characters.unshift({
        text: ZONE_CHARACTERS.charAt(kind),
        probability: Math.exp(peak),
        from: frame / count,
        to: to / count,
      });
      i--;
      peak = -Infinity;
    }
    to = frame;
    kind = from;
  }
  if (kind !== BLANK) throw new Error('a path begins before its first character');
  return { characters, score };
}
