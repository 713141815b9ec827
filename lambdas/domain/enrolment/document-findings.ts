import type { EligibilitySettings } from '../../contracts/settings.ts';
import { compareDocument, printedIssueDate } from '../document-comparison/compare-document.ts';
import { documentProfile } from '../identity-document/document-profile.ts';
import { validateDocument } from '../identity-document/validate-document.ts';
import type { MrzProblem } from '../mrz/problem.ts';
import { isMrzReading } from '../mrz/read-mrz.ts';
import { readMrzInText } from '../mrz/read-mrz-in-text.ts';
import type { MrzReading } from '../mrz/reading.ts';
import type { OcrLine } from '../mrz/text-rows.ts';
import { pivotIdentityOf } from '../pivot-identity/pivot-identity.ts';
import type { Dossier } from './dossier.ts';
import type { DocumentFindings } from './findings.ts';

/** Reads zone and print of all sides, and compares them with each other, the form and the rules (A7, A9). */
export function findAboutDocument(
  { enrolment, person }: Dossier,
  sides: readonly (readonly OcrLine[])[],
  settings: EligibilitySettings,
  today: string,
): DocumentFindings {
  const printed = sides.flat().map((line) => line.text);
  const zone = readZone(sides, today);
  const { form } = person;
  const { documentType } = enrolment;
  if (!isMrzReading(zone) || form === undefined || documentType === undefined) {
    return { zoneProblems: isMrzReading(zone) ? [] : zone, problems: [], comparison: [], printed };
  }
  const issuedOn = printedIssueDate(printed, zone);
  const profile = documentProfile(documentType, settings);
  const { documentNumber } = form;
  return {
    reading: zone,
    zoneProblems: [],
    problems: validateDocument(zone, { today, profile, ...(issuedOn !== undefined && { issuedOn }) }),
    comparison: compareDocument({ form: pivotIdentityOf(form), documentNumber, mrz: zone, printed }),
    printed,
  };
}

/** The zone of whichever side has one. */
function readZone(sides: readonly (readonly OcrLine[])[], today: string): MrzReading | MrzProblem[] {
  const outcomes = sides.map((lines) => readMrzInText(lines, { today }));
  const absent: MrzProblem[] = [{ code: 'no-machine-readable-zone' }];
  const unreadable = outcomes
    .filter((outcome): outcome is MrzProblem[] => !isMrzReading(outcome))
    .find((problems) => problems.some(({ code }) => code !== 'no-machine-readable-zone'));
  return outcomes.find(isMrzReading) ?? unreadable ?? absent;
}
