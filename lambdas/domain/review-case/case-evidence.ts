import type { CaseView } from '../../contracts/review.ts';
import type { VerificationSettings } from '../../contracts/settings.ts';
import { type Enrolment, pictureOf } from '../enrolment/enrolment.ts';
import type { Findings } from '../enrolment/findings.ts';
import { signalsOf } from '../enrolment/signals-of.ts';
import type { VerificationFile } from '../enrolment/verification-file.ts';
import { findReasons } from '../verification/decide.ts';

/** The zone as read: lines, which check digits pass, what was put right. */
export function mrzView({ document }: Findings): CaseView['mrz'] {
  const reading = document?.reading;
  if (reading === undefined) return { lines: [], checks: [], corrections: [] };
  return {
    lines: [...reading.lines],
    format: reading.format,
    checks: reading.checkDigits.map(({ name, passes }) => ({ name, valid: passes })),
    corrections: reading.corrections.map(
      ({ line, position, from, to, why }) => `${line}:${position} ${from || '∅'} → ${to || '∅'} (${why})`,
    ),
  };
}

export function comparisonView({ document }: Findings): CaseView['comparison'] {
  return (document?.comparison ?? []).map(({ field, form, mrz, printed, verdict }) => ({
    field,
    verdict,
    ...(form !== undefined && { form }),
    ...(mrz !== undefined && { mrz }),
    ...(printed !== undefined && { printed }),
  }));
}

/** Liveness findings a reviewer must look at, passed or not. */
const LIVENESS = [
  'face-not-found',
  'several-faces',
  'frames-identical',
  'frames-of-different-people',
  'head-not-moved',
  'document-not-in-video',
] as const;

export function scoresView(file: VerificationFile, policy: VerificationSettings): CaseView['scores'] {
  const frames = file.findings.faces?.frames ?? [];
  return {
    faceSimilarity: frames.map(({ portraitSimilarity }) => portraitSimilarity ?? 0),
    threshold: policy.faceSimilarity,
    liveness: livenessView(file, policy),
  };
}

function livenessView(file: VerificationFile, policy: VerificationSettings): CaseView['scores']['liveness'] {
  if (file.findings.document === undefined || file.findings.faces === undefined) return [];
  const signals = signalsOf(file, { person: [], document: [] }, { attempts: file.enrolment.attempt });
  const reasons = findReasons(signals, policy);
  return LIVENESS.map((code) => {
    const found = reasons.filter((reason) => reason.code === code);
    const detail = found.flatMap(({ evidence }) => Object.values(evidence)).join(', ');
    return { code, passed: found.length === 0, ...(detail !== '' && { detail }) };
  });
}

/** Which objects a reviewer must see, by their place in the view. */
export function evidenceUploads(enrolment: Enrolment): {
  readonly front?: string;
  readonly back?: string;
  readonly video?: string;
  readonly documentFrame?: string;
  readonly frames: readonly string[];
} {
  const front = pictureOf(enrolment, 'front')?.readable;
  const back = pictureOf(enrolment, 'back')?.readable;
  const { recording } = enrolment;
  return {
    ...(front !== undefined && { front }),
    ...(back !== undefined && { back }),
    ...(recording && { video: recording.video, documentFrame: recording.frames.document }),
    frames: recording
      ? [recording.frames['face-1'], recording.frames['face-2'], recording.frames['face-3']]
      : [],
  };
}
