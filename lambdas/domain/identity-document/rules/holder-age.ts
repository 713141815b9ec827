import { ageOn } from '../../calendar/presumed-birth-date.ts';
import type { MrzReading } from '../../mrz/reading.ts';
import type { DocumentContext, DocumentProblem, DocumentRule } from './rule.ts';

/** Under legal age by the only birth date the zone can mean. */
export const underAge: DocumentRule = ({ birthDate, birthDateOtherCentury }, { today, profile }) =>
  birthDate !== null && !birthDateOtherCentury && ageOn(birthDate, today) < profile.minimumHolderAgeYears
    ? { code: 'holder-under-age', evidence: { birthDate } }
    : undefined;

/** A child or someone over a hundred, or no birth date at all: the printed date decides. */
export function ageUncertain(
  { birthDate, birthDateOtherCentury }: MrzReading,
  { today, profile }: DocumentContext,
): DocumentProblem | undefined {
  if (birthDate === null) return { code: 'holder-age-uncertain', evidence: {} };
  if (!birthDateOtherCentury || ageOn(birthDate, today) >= profile.minimumHolderAgeYears) return undefined;
  return { code: 'holder-age-uncertain', evidence: { birthDate, otherCentury: birthDateOtherCentury } };
}
