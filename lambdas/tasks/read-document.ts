import type { EnrolmentSettings } from '../contracts/settings.ts';
import type { Submission } from '../contracts/verification.ts';
import { dayIn } from '../domain/calendar/today.ts';
import { findAboutDocument } from '../domain/enrolment/document-findings.ts';
import type { VerificationFiles } from '../domain/enrolment/verification-file.ts';
import { evidenceKey } from '../domain/evidence/evidence.ts';
import type { TextReader } from '../domain/recognition/recognition.ts';

export interface ReadDocumentDeps {
  readonly settings: EnrolmentSettings;
  readonly files: VerificationFiles;
  readonly texts: TextReader;
}

/** Reads zone and print of every side and compares them with each other and the form (A7). Doing it again changes nothing. */
export async function readDocument(
  submission: Submission,
  now: Date,
  deps: ReadDocumentDeps,
): Promise<Submission> {
  const file = await deps.files.load(submission);
  if (file === undefined) return submission;
  const { id, pictures } = file.enrolment;
  const sides = await Promise.all(pictures.map(({ readable }) => deps.texts.read(evidenceKey(id, readable))));
  const today = dayIn(deps.settings.timeZone, now);
  const document = findAboutDocument(file, sides, deps.settings.eligibility, today);
  await deps.files.add(file, { document }, now);
  return submission;
}
