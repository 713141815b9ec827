import { AGREES, NOT_PRINTED, type PairVerdict } from './comparison.ts';
import { foldedWords, type PrintedLine } from './printed-text.ts';

/** Letters that recognisers without them leave out or write plain; PP-OCR has no ç, ê or ô (so `FRANOIS` for `François`). */
const OFTEN_LOST = /[çêô]/giu;

/** A name shorter than this is only found as whole words. */
const SHORTEST_SQUEEZED = 6;
const SHORTEST_NEAR = 5;

function holds(stream: readonly string[], wanted: readonly string[]): boolean {
  return stream.some((_, start) => wanted.every((word, index) => stream[start + index] === word));
}

function forms(name: string): string[][] {
  const whole = foldedWords(name);
  const lost = foldedWords(name.normalize('NFC').replace(OFTEN_LOST, ''));
  return lost.length === whole.length && lost.join() !== whole.join() ? [whole, lost] : [whole];
}

/** Number of single-character edits between two words, or more than `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? most + 1;
}

function nearest(name: string, lines: readonly PrintedLine[]): string | undefined {
  const wanted = foldedWords(name).join('');
  if (wanted.length < SHORTEST_NEAR) return undefined;
  const most = wanted.length >= 10 ? 2 : 1;
  const candidates = lines.flatMap(({ words }) => [words.join(''), ...words]);
  return candidates.find((text) => editDistance(wanted, text, most) <= most);
}

/**
 * Looks for a name among the printed lines, accents folded: as whole words in a row (also across a line break), or
 * with the spaces lost. A text a letter or two away is reported as differing, never taken for the name.
 */
export function findPrintedName(name: string, lines: readonly PrintedLine[]): PairVerdict {
  const stream = lines.flatMap(({ words }) => words);
  const squeezed = lines.map(({ words }) => words.join(''));
  for (const wanted of forms(name)) {
    if (wanted.length === 0) return NOT_PRINTED;
    const joined = wanted.join('');
    if (holds(stream, wanted)) return AGREES;
    if (joined.length >= SHORTEST_SQUEEZED && squeezed.some((line) => line.includes(joined))) return AGREES;
  }
  const found = nearest(name, lines);
  return found === undefined
    ? NOT_PRINTED
    : { verdict: 'differs', severity: 'minor', note: 'printed-nearly', found };
}
