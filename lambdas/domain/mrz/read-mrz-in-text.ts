import type { IsoDate } from '../calendar/iso-date.ts';
import { findMrz, type OcrLine } from './find-mrz.ts';
import type { MrzProblem } from './problem.ts';
import { isMrzReading, readMrz } from './read-mrz.ts';
import type { MrzReading } from './reading.ts';

/**
 * Finds and reads the machine-readable zone among all lines of text on a picture.
 * @returns the reading of the first candidate whose check digits pass; otherwise the problems of the likeliest one.
 */
export function readMrzInText(
  lines: readonly OcrLine[],
  { today }: { today: IsoDate },
): MrzReading | MrzProblem[] {
  let refusal: MrzProblem[] | undefined;
  for (const candidate of findMrz(lines)) {
    const outcome = readMrz(candidate.lines, { today });
    if (isMrzReading(outcome)) return outcome;
    refusal ??= outcome;
  }
  return refusal ?? [{ code: 'no-machine-readable-zone' }];
}
