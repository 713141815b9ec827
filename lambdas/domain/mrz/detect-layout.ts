import type { Layout, MrzLines } from './layout.ts';
import { FRENCH_ID } from './layouts/french-id.ts';
import { TD1 } from './layouts/td1.ts';
import { TD2 } from './layouts/td2.ts';
import { TD3 } from './layouts/td3.ts';

/** How many characters a line may be longer than its layout (fillers seen twice). */
const MOST_SURPLUS = 8;
/** A line may lack all its trailing fillers, but holds at least this much of itself. */
const LEAST_SHARE = 0.3;

function mayBe(lines: MrzLines, layout: Layout): boolean {
  return (
    lines.length === layout.lineCount &&
    lines.every(
      (line) =>
        line.length <= layout.lineLength + MOST_SURPLUS && line.length >= layout.lineLength * LEAST_SHARE,
    )
  );
}

function distance(lines: MrzLines, layout: Layout): number {
  return lines.reduce((sum, line) => sum + Math.abs(line.length - layout.lineLength), 0);
}

/** `IDFRA` as OCR may see it: the old card and no other document of two lines of 36 begins so. */
const FRENCH_ID_START = /^[I1L|][DO0Q]FR[A4]/;

/** Layouts the cleaned lines may have, the nearest in length first; old French cards before TD2. */
export function candidateLayouts(lines: MrzLines): readonly Layout[] {
  const thirtySix = FRENCH_ID_START.test(lines[0] ?? '') ? [FRENCH_ID, TD2] : [TD2];
  return [TD1, ...thirtySix, TD3]
    .filter((layout) => mayBe(lines, layout))
    .sort((a, b) => distance(lines, a) - distance(lines, b));
}
