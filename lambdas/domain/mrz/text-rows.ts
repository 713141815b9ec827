/** A line of text as a recogniser gives it. `confidence` and `box` in the recogniser's units (box: fractions of the picture). */
export interface OcrLine {
  readonly text: string;
  readonly confidence: number;
  readonly box?: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

/** Text that stands on one row of the picture, and the lines it was joined from. */
export interface TextRow {
  readonly text: string;
  readonly sources: readonly number[];
  readonly confidence: number;
}

type Box = NonNullable<OcrLine['box']>;
type PlacedLine = OcrLine & { readonly box: Box; readonly index: number };

const SAME_ROW_OVERLAP = 0.5;

function onSameRow(a: Box, b: Box): boolean {
  const overlap = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return overlap > SAME_ROW_OVERLAP * Math.min(a.height, b.height);
}

function rowOf(lines: readonly PlacedLine[]): TextRow {
  const ordered = lines.toSorted((a, b) => a.box.left - b.box.left);
  return {
    text: ordered.map((line) => line.text).join(''),
    sources: ordered.map((line) => line.index),
    confidence: Math.min(...ordered.map((line) => line.confidence)),
  };
}

/**
 * Rows of text from top to bottom, pieces of a row joined from left to right. Without boxes each line is a row and
 * the given order is kept.
 */
export function textRows(lines: readonly OcrLine[]): TextRow[] {
  const placed = lines.flatMap((line, index) => (line.box ? [{ ...line, box: line.box, index }] : []));
  if (placed.length < lines.length) {
    return lines.map(({ text, confidence }, index) => ({ text, confidence, sources: [index] }));
  }
  const rows: PlacedLine[][] = [];
  for (const line of placed.toSorted((a, b) => a.box.top - b.box.top)) {
    const row = rows.find(([first]) => first && onSameRow(first.box, line.box));
    if (row) row.push(line);
    else rows.push([line]);
  }
  return rows.map(rowOf);
}
