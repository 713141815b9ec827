import { isPresumed } from '../../calendar/presumed-birth-date.ts';
import type { MrzReading } from '../../mrz/reading.ts';
import type { FieldComparer } from '../compared-sources.ts';
import { AGREES, CONTRADICTS, NOT_PRINTED, type PairVerdict, worst } from '../comparison.ts';
import { BIRTH_CAPTION, captionedDate, datesOn } from '../printed-dates.ts';
import type { PrintedLine } from '../printed-text.ts';

function inZone(form: string, { birthDate, birthDateOtherCentury }: MrzReading): PairVerdict {
  if (birthDate === null) return { verdict: 'not-found', severity: 'minor', note: 'zone-silent' };
  if (birthDate === form) return AGREES;
  return birthDateOtherCentury === form ? { ...AGREES, note: 'other-century' } : CONTRADICTS;
}

/** Found anywhere is agreement; otherwise a date beside a birth caption contradicts. */
function inPrint(form: string, printed: readonly PrintedLine[]): PairVerdict {
  if (printed.some((line) => datesOn(line).includes(form))) return AGREES;
  const captioned = isPresumed(form) ? undefined : captionedDate(printed, BIRTH_CAPTION);
  return captioned === undefined ? NOT_PRINTED : { ...CONTRADICTS, found: captioned };
}

export const birthdate: FieldComparer = ({ form, mrz, printed }) => {
  const paper = inPrint(form.birthdate, printed);
  return {
    field: 'birthdate',
    form: form.birthdate,
    ...(mrz.birthDate !== null && { mrz: mrz.birthDate }),
    ...(paper.verdict !== 'not-found' && { printed: paper.found ?? form.birthdate }),
    ...worst([inZone(form.birthdate, mrz), paper]),
  };
};
