import type { EnrolmentSettings } from '../contracts/settings.ts';
import type { Submission } from '../contracts/verification.ts';
import type { Registrations, TakenHandles } from '../domain/account/registrations.ts';
import type { AuditTrail } from '../domain/audit/audit-trail.ts';
import { acceptance, type Conclusion, REASON_OF_HELD, refusal } from '../domain/enrolment/conclusion.ts';
import type { Dossiers } from '../domain/enrolment/dossier.ts';
import { newAccount } from '../domain/enrolment/new-account.ts';
import { documentHandle, personHandle } from '../domain/enrolment/person-handles.ts';
import { type ResultMail, sendResult } from '../domain/enrolment/result-mail.ts';
import type { VerificationFile, VerificationFiles } from '../domain/enrolment/verification-file.ts';
import type { Identify } from '../domain/identifier/identify.ts';
import type { PersonalData } from '../domain/personal-data/personal-data.ts';
import type { Randomness } from '../domain/randomness.ts';
import { caseId } from '../domain/review-case/review-case.ts';
import type { ReviewCases } from '../domain/review-case/review-cases.ts';

export interface ConcludeDeps extends ResultMail {
  readonly settings: EnrolmentSettings;
  readonly files: VerificationFiles;
  readonly dossiers: Dossiers;
  readonly cases: ReviewCases;
  readonly registrations: Registrations;
  readonly personalData: PersonalData;
  readonly identify: Identify;
  readonly randomness: Randomness;
  readonly audit: AuditTrail;
}

type ConcludeRequest = Submission & {
  readonly decision?:
    | { readonly outcome: Conclusion['outcome']; readonly reasons: readonly string[] }
    | undefined;
};

/**
 * Ends a submission: an account with its handles and the activation link, or the reasons why not (A9, A10). Every line may be
 * repeated after a crash: the account's id is reserved first, the result is recorded once, the e-mail is sent once.
 */
export async function conclude(request: ConcludeRequest, now: Date, deps: ConcludeDeps): Promise<void> {
  const file = await deps.files.load(request);
  if (file !== undefined) {
    const conclusion = await conclusionOf(request, deps);
    await (conclusion.outcome === 'approve'
      ? accept(file, conclusion, now, deps)
      : refuse(file, conclusion, now, deps));
  }
  const concluded = await deps.dossiers.load(request.enrolment);
  if (concluded?.enrolment.decision?.attempt === request.attempt) await sendResult(concluded, now, deps);
}

/** The machine's decision, or what the reviewer decided: read from the case, not from what the machine was told. */
async function conclusionOf(
  { enrolment, attempt, decision }: ConcludeRequest,
  deps: ConcludeDeps,
): Promise<Conclusion> {
  if (decision !== undefined) return { ...decision, by: 'system' };
  const standing = (await deps.cases.find(caseId(enrolment, attempt)))?.decision;
  if (standing === undefined) throw new Error('The case of this submission is not decided.');
  const { outcome, reasons, by } = standing;
  return { outcome, reasons, by: `operator:${by}` };
}

async function accept(
  file: VerificationFile,
  conclusion: Conclusion,
  now: Date,
  deps: ConcludeDeps,
): Promise<void> {
  const reserved = await reserveAccount(file, now, deps);
  // Without a human's decision nothing above `low` is given (A9).
  const decidedBy = conclusion.by === 'system' ? 'system' : 'operator';
  const level = decidedBy === 'system' ? 'low' : file.enrolment.level;
  const granted = { level, decidedBy } as const;
  const account = await newAccount(reserved, reserved.accountId, granted, deps.personalData, now);
  const held = await deps.registrations.register(account, await handlesOf(file, deps.identify));
  if (held.length > 0) {
    const reasons = held.map((kind) => REASON_OF_HELD[kind]);
    return refuse(reserved, { outcome: 'reject', reasons, by: conclusion.by }, now, deps);
  }
  await audit(file, 'enrolment.accepted', { ...conclusion, reasons: [] }, now, deps);
  await deps.dossiers.advance(reserved, acceptance(reserved.enrolment, now), now);
}

async function reserveAccount(
  file: VerificationFile,
  now: Date,
  { dossiers, randomness }: ConcludeDeps,
): Promise<VerificationFile & { readonly accountId: string }> {
  const known = file.enrolment.accountId;
  if (known !== undefined) return { ...file, accountId: known };
  const accountId = randomness.id();
  return { ...file, ...(await dossiers.advance(file, { accountId }, now)), accountId };
}

async function handlesOf(
  { enrolment, person, findings }: VerificationFile,
  identify: Identify,
): Promise<TakenHandles> {
  const { phoneHandle, emailHandle } = enrolment;
  if (phoneHandle === undefined || emailHandle === undefined || person.form === undefined) {
    throw new Error('The dossier lacks the form or a proved address.');
  }
  const reading = findings.document?.reading;
  return {
    phone: phoneHandle,
    email: emailHandle,
    person: await personHandle(person.form, identify),
    ...(reading && { document: await documentHandle(reading, identify) }),
  };
}

async function refuse(
  file: VerificationFile,
  conclusion: Conclusion,
  now: Date,
  deps: ConcludeDeps,
): Promise<void> {
  const outcome = conclusion.outcome === 'retry' ? 'retry' : 'reject';
  const event = outcome === 'retry' ? 'enrolment.retry-asked' : 'enrolment.rejected';
  await audit(file, event, conclusion, now, deps);
  await deps.dossiers.advance(file, refusal(file.enrolment, outcome, conclusion.reasons, now), now);
}

async function audit(
  { enrolment }: VerificationFile,
  event: string,
  { by, reasons }: Conclusion,
  now: Date,
  deps: ConcludeDeps,
): Promise<void> {
  const details = { attempt: String(enrolment.attempt), reasons: reasons.join(' ') };
  await deps.audit.record({ event, subject: enrolment.id, actor: by, at: now, details });
}
