import { cleanLine } from './clean-line.ts';
import { type OcrLine, type TextRow, textRows } from './text-rows.ts';

export type { OcrLine } from './text-rows.ts';

/** Lines that may be a machine-readable zone, best first. */
export interface MrzCandidate {
  /** Two or three lines as read, joined or parted but not repaired. */
  readonly lines: readonly string[];
  /** Indexes of the OCR lines they were made of. */
  readonly sources: readonly number[];
  /** The lowest confidence among them, in the unit they came with. */
  readonly confidence: number;
}

const LINE_LENGTHS: readonly (readonly [lines: number, length: number])[] = [
  [3, 30],
  [2, 36],
  [2, 44],
];
const SHORTEST_LINE = 14;
const LONGEST_LINE = 52;
const MOST_CANDIDATES = 24;
const MOST_PIECES = 3;

/** A zone's line is made of its alphabet and holds fillers or many digits; printed captions are neither. */
function looksLikeZone(text: string): boolean {
  const inAlphabet = text.replace(/[^A-Z0-9<]/g, '').length;
  const fillers = text.split('<').length - 1;
  const digits = text.replace(/\D/g, '').length;
  return (
    text.length >= 4 &&
    inAlphabet >= text.length * 0.9 &&
    (fillers >= 2 || digits >= 9 || /^[<KCL]+$/.test(text))
  );
}

function cleaned(row: TextRow): string {
  return cleanLine(row.text, 1).text;
}

/** OCR sometimes runs the lines of the zone together. */
function apart(row: TextRow): TextRow[] {
  const text = cleaned(row);
  const { length } = text;
  if (length <= LONGEST_LINE) return [row];
  const count = length >= 90 ? 3 : 2;
  const size = Math.ceil(length / count);
  return Array.from({ length: count }, (_, part) => ({
    ...row,
    text: text.slice(part * size, (part + 1) * size),
  }));
}

function joined(pieces: readonly TextRow[]): TextRow {
  return {
    text: pieces.map((piece) => piece.text).join(''),
    sources: pieces.flatMap((piece) => piece.sources),
    confidence: Math.min(...pieces.map((piece) => piece.confidence)),
  };
}

/** Ways to make `count` lines of the rows from `start` on, each of up to three neighbouring pieces. */
function groupings(rows: readonly TextRow[], start: number, count: number): TextRow[][] {
  if (count === 0) return [[]];
  const found: TextRow[][] = [];
  for (let pieces = 1; pieces <= MOST_PIECES && start + pieces <= rows.length; pieces++) {
    const line = joined(rows.slice(start, start + pieces));
    if (cleaned(line).length > LONGEST_LINE) break;
    if (cleaned(line).length < SHORTEST_LINE) continue;
    for (const rest of groupings(rows, start + pieces, count - 1)) found.push([line, ...rest]);
  }
  return found;
}

function misfit(lines: readonly TextRow[]): number {
  const misfits = LINE_LENGTHS.filter(([count]) => count === lines.length).map(([, length]) =>
    lines.reduce((sum, line) => sum + Math.abs(cleaned(line).length - length), 0),
  );
  // A zone begins with the document code; what does not is more likely cut at the wrong line.
  return Math.min(...misfits) + (/^[ACIPRT1L]/.test(lines[0] ? cleaned(lines[0]) : '') ? 0 : 5);
}

/**
 * Finds the lines of a machine-readable zone among all lines of text on a picture, in reading order: joins pieces
 * of a line, parts lines run together, removes spaces, accepts lower case and `«`, `‹`, `(` for fillers.
 * @returns candidates, the best fitting lengths first; empty when no line looks like a zone.
 */
export function findMrz(lines: readonly OcrLine[]): MrzCandidate[] {
  const rows = textRows(lines)
    .filter((row) => looksLikeZone(cleaned(row)))
    .flatMap(apart);
  return rows
    .flatMap((_, start) => [...groupings(rows, start, 2), ...groupings(rows, start, 3)])
    .sort((a, b) => misfit(a) - misfit(b))
    .slice(0, MOST_CANDIDATES)
    .map((group) => {
      const { sources, confidence } = joined(group);
      return { lines: group.map(({ text }) => text), sources: [...new Set(sources)], confidence };
    });
}
