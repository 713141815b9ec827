import { ONLY_MRZ_CHARACTERS } from './alphabet.ts';
import type { MrzProblem } from './problem.ts';

/** The first character of each line that is outside the zone's alphabet (Doc 9303-3 §4.3). */
export function foreignCharacters(lines: readonly string[]): MrzProblem[] {
  return lines.flatMap((line, index) =>
    ONLY_MRZ_CHARACTERS.test(line)
      ? []
      : { code: 'foreign-character' as const, line: index + 1, position: line.search(/[^A-Z0-9<]/) + 1 },
  );
}
