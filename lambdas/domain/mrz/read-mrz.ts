import type { IsoDate } from '../calendar/iso-date.ts';
import { checkedDigits } from './check-digits.ts';
import { cleanLine } from './clean-line.ts';
import type { RepairedLines } from './correction.ts';
import { candidateLayouts } from './detect-layout.ts';
import { fitLines } from './fit-lines.ts';
import { foreignCharacters } from './foreign-characters.ts';
import { interpret } from './interpret.ts';
import type { Layout } from './layout.ts';
import type { MrzProblem } from './problem.ts';
import type { MrzReading } from './reading.ts';
import { repairByCheckDigit } from './repair-by-check-digit.ts';
import { repairByFieldType } from './repair-by-field-type.ts';
import { repairFillers } from './repair-fillers.ts';

function failedDigits(layout: Layout, { lines }: RepairedLines): MrzProblem[] {
  return checkedDigits(layout, lines)
    .filter((digit) => !digit.passes)
    .map(({ name, line, position, expected, found }) => ({
      code: 'check-digit-failed',
      check: name,
      line,
      position,
      expected,
      found,
    }));
}

function passes(layout: Layout, read: RepairedLines): boolean {
  return failedDigits(layout, read).length === 0;
}

/** What a reading means, without how it was reached: two repairs that agree here are not ambiguous. */
function meaning({
  documentNumber,
  birthDate,
  expiryDate,
  names,
  sex,
  nationality,
  issuingState,
}: MrzReading): string {
  return JSON.stringify([documentNumber, birthDate, expiryDate, names, sex, nationality, issuingState]);
}

function unambiguous(
  outcomes: readonly (MrzReading | MrzProblem[])[],
): MrzReading | MrzProblem[] | undefined {
  const readings = outcomes.filter((outcome): outcome is MrzReading => !Array.isArray(outcome));
  if (readings.length === 0) return outcomes[0];
  const fewest = Math.min(...readings.map((reading) => reading.corrections.length));
  const best = readings.filter((reading) => reading.corrections.length === fewest);
  return new Set(best.map(meaning)).size === 1 ? best[0] : [{ code: 'ambiguous-repair' }];
}

/** Variants of right length, typed characters put right; with fillers restored first, and without. */
function variantsOf(layout: Layout, read: RepairedLines): RepairedLines[] {
  return fitLines(layout, read).map((fitted) => repairByFieldType(layout, fitted));
}

function readAs(layout: Layout, read: RepairedLines, today: IsoDate): MrzReading | MrzProblem[] {
  const plain = variantsOf(layout, read);
  const refilled = plain.map((variant) => repairFillers(layout, variant));
  // In the padding a K passes the check digits as a filler does, so the restored variant goes first.
  const passing = plain.flatMap((variant, index) => {
    const restored = refilled[index];
    if (restored && passes(layout, restored)) return [restored];
    return passes(layout, variant) ? [variant] : [];
  });
  const straight = unambiguous(passing.map((variant) => interpret(layout, variant, today)));
  if (straight) return straight;
  const solved = refilled.flatMap((variant) => repairByCheckDigit(layout, variant));
  const repaired = unambiguous(solved.map((variant) => interpret(layout, variant, today)));
  if (repaired) return repaired;
  const failures = refilled
    .map((variant) => failedDigits(layout, variant))
    .sort((a, b) => a.length - b.length);
  return failures[0] ?? [{ code: 'unknown-layout', lineLengths: read.lines.map((line) => line.length) }];
}

/**
 * Reads the lines of a machine-readable zone (Doc 9303-3 §4; TD1, TD2, TD3 and the old French card). Every check
 * digit is verified; OCR confusions are repaired only where the field's type or the check digits settle them, and
 * each repair is recorded. Letters of names are never changed.
 *
 * `lines` may hold spaces, lower case and filler signs; `today` (ISO date) settles centuries.
 * @returns the reading, or every reason for which the zone is refused (never an empty array).
 */
export function readMrz(lines: readonly string[], { today }: { today: IsoDate }): MrzReading | MrzProblem[] {
  const cleaned = lines.filter((line) => line.trim() !== '').map((line, index) => cleanLine(line, index + 1));
  if (cleaned.length === 0) return [{ code: 'no-machine-readable-zone' }];
  const read: RepairedLines = {
    lines: cleaned.map(({ text }) => text),
    corrections: cleaned.flatMap(({ corrections }) => corrections),
  };
  const foreign = foreignCharacters(read.lines);
  if (foreign.length > 0) return foreign;
  let refusal: MrzProblem[] | undefined;
  for (const layout of candidateLayouts(read.lines)) {
    const outcome = readAs(layout, read, today);
    if (!Array.isArray(outcome)) return outcome;
    refusal ??= outcome;
  }
  return refusal ?? [{ code: 'unknown-layout', lineLengths: read.lines.map((line) => line.length) }];
}

export function isMrzReading(outcome: MrzReading | MrzProblem[]): outcome is MrzReading {
  return !Array.isArray(outcome);
}
