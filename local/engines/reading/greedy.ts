import type { Frames } from './recogniser.ts';

/** One character as read, and where along the line (0…1) it stands. */
export interface ReadCharacter {
  readonly text: string;
  readonly probability: number;
  readonly from: number;
  readonly to: number;
}

/** Best path of CTC: the likeliest class of each frame, repeats joined, blanks dropped (Graves et al. 2006 §3.2). */
export function readGreedily(frames: Frames, characters: readonly string[]): ReadCharacter[] {
  const read: { text: string; probability: number; from: number; to: number }[] = [];
  let previous = 0;
  for (let frame = 0; frame < frames.count; frame++) {
    const start = frame * frames.classes;
    let best = 0;
    for (let kind = 1; kind < frames.classes; kind++) {
      if ((frames.probabilities[start + kind] ?? 0) > (frames.probabilities[start + best] ?? 0)) best = kind;
    }
    const probability = frames.probabilities[start + best] ?? 0;
    const to = (frame + 1) / frames.count;
    const last = read.at(-1);
    if (best !== 0 && best !== previous) {
      read.push({ text: characters[best] ?? '', probability, from: frame / frames.count, to });
    } else if (best !== 0 && last) {
      last.to = to;
      last.probability = Math.max(last.probability, probability);
    }
    previous = best;
  }
  return read;
}

/** Text of characters, and their mean probability. */
export function textOf(read: readonly ReadCharacter[]): { text: string; probability: number } {
  const sum = read.reduce((total, character) => total + character.probability, 0);
  return {
    text: read.map((character) => character.text).join(''),
    probability: read.length ? sum / read.length : 0,
  };
}
