import type { EnrolmentSettings } from '../../contracts/settings.ts';
import type { VerificationSignals, ZoneSignal } from '../verification/signals.ts';
import { sidesOf } from './enrolment.ts';
import type { DocumentFindings } from './findings.ts';
import type { VerificationFile } from './verification-file.ts';

/**
 * What was found about a submission, in the terms of the written policy.
 * @throws Error when a check did not run: the machine then asks a reviewer
 */
export function signalsOf(
  { enrolment, findings }: VerificationFile,
  duplicates: VerificationSignals['duplicates'],
  settings: Pick<EnrolmentSettings, 'attempts'>,
): VerificationSignals {
  const { document, faces } = findings;
  if (document === undefined || faces === undefined || enrolment.documentType === undefined) {
    throw new Error('An automatic check left no findings.');
  }
  const sides = sidesOf(enrolment.documentType);
  return {
    level: enrolment.level,
    attemptsLeft: settings.attempts - enrolment.attempt,
    pictures: enrolment.pictures.filter(({ side }) => sides.includes(side)),
    zone: zoneSignal(document),
    document: document.problems,
    comparison: document.comparison,
    portraitFound: faces.portrait !== undefined,
    frames: faces.frames,
    documentInVideo: faces.documentInVideo,
    speech: faces.speech,
    duplicates,
  };
}

function zoneSignal({ reading, zoneProblems }: DocumentFindings): ZoneSignal {
  if (reading !== undefined) return { outcome: 'read', corrections: reading.corrections };
  const absent = zoneProblems.every(({ code }) => code === 'no-machine-readable-zone');
  return absent ? { outcome: 'absent' } : { outcome: 'unreadable', problems: zoneProblems };
}
