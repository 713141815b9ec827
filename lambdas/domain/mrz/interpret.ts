import type { IsoDate } from '../calendar/iso-date.ts';
import { withoutPadding } from './alphabet.ts';
import { checkedDigits } from './check-digits.ts';
import type { RepairedLines } from './correction.ts';
import { fieldProblems } from './field-rules.ts';
import type { Layout } from './layout.ts';
import type { MrzProblem } from './problem.ts';
import type { MrzReading } from './reading.ts';
import {
  birthDateOf,
  documentNumberOf,
  namesOf,
  optionalDataOf,
  sexOf,
  textIn,
  validityOf,
  type Zone,
} from './zone.ts';

function readingOf(zone: Zone, corrections: RepairedLines['corrections']): MrzReading {
  const { layout, lines } = zone;
  const birth = birthDateOf(zone);
  return {
    format: layout.format,
    lines,
    documentCode: withoutPadding(textIn(zone, 'documentCode')),
    issuingState: withoutPadding(textIn(zone, 'issuingState')),
    documentNumber: documentNumberOf(zone),
    nationality: layout.format === 'FRENCH_ID' ? 'FRA' : withoutPadding(textIn(zone, 'nationality')),
    birthDate: birth?.date ?? null,
    ...(birth?.otherCentury && { birthDateOtherCentury: birth.otherCentury }),
    sex: sexOf(zone),
    ...validityOf(zone),
    names: namesOf(zone),
    optionalData: optionalDataOf(zone),
    checkDigits: checkedDigits(layout, lines),
    corrections,
  };
}

/** The meaning of lines whose lengths fit the layout and whose check digits pass, or what is wrong with their fields. */
export function interpret(layout: Layout, read: RepairedLines, today: IsoDate): MrzReading | MrzProblem[] {
  const zone: Zone = { layout, lines: read.lines, today };
  const problems = fieldProblems(zone);
  return problems.length > 0 ? problems : readingOf(zone, read.corrections);
}
