import type { EnrolmentSettings, VerificationSettings } from '../contracts/settings.ts';
import type { Submission, TaskDecision } from '../contracts/verification.ts';
import type { AccountHandles } from '../domain/account/accounts.ts';
import type { AuditTrail } from '../domain/audit/audit-trail.ts';
import { documentHandle, personHandle } from '../domain/enrolment/person-handles.ts';
import { signalsOf } from '../domain/enrolment/signals-of.ts';
import type { VerificationFile, VerificationFiles } from '../domain/enrolment/verification-file.ts';
import type { Identify } from '../domain/identifier/identify.ts';
import { decide as applyPolicy, type Decision } from '../domain/verification/decide.ts';
import type { VerificationSignals } from '../domain/verification/signals.ts';

export interface DecideDeps {
  readonly settings: EnrolmentSettings;
  readonly policy: VerificationSettings;
  readonly files: VerificationFiles;
  readonly handles: AccountHandles;
  readonly identify: Identify;
  readonly audit: AuditTrail;
}

/** Applies the written policy to everything that was found (A9); concludes nothing yet. */
export async function decide(submission: Submission, now: Date, deps: DecideDeps): Promise<TaskDecision> {
  const file = await deps.files.load(submission);
  if (file === undefined) return { outcome: 'review', reasons: [] };
  const signals = signalsOf(file, await findDuplicates(file, deps), deps.settings);
  const decision = applyPolicy(signals, deps.policy);
  await deps.audit.record({
    event: 'enrolment.checked',
    subject: file.enrolment.id,
    actor: 'system',
    at: now,
    details: {
      outcome: decision.outcome,
      recommendation: decision.recommendation,
      reasons: codesOf(decision).join(' '),
    },
  });
  return { outcome: decision.outcome, reasons: codesOf(decision) };
}

/** A refusal gives the reasons that led to it; a reviewer sees them all. */
function codesOf({ outcome, reasons }: Decision): string[] {
  const told = reasons.filter(({ severity }) => outcome === 'review' || severity === outcome);
  return [...new Set(told.map(({ code }) => code))];
}

async function findDuplicates(
  { person, findings }: VerificationFile,
  { handles, identify }: DecideDeps,
): Promise<VerificationSignals['duplicates']> {
  const reading = findings.document?.reading;
  const persons = person.form && (await handles.accountOf(await personHandle(person.form, identify)));
  const documents = reading && (await handles.accountOf(await documentHandle(reading, identify)));
  return {
    person: persons === undefined ? [] : [persons],
    document: documents === undefined ? [] : [documents],
  };
}
