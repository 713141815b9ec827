import type { EnrolmentSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type Dossier, type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import { ensureStarted } from '../../domain/enrolment/submission.ts';
import type { Verifications } from '../../domain/enrolment/verifications.ts';
import { toView } from '../../domain/enrolment/view.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Notifications } from '../../domain/message/messenger.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface SubmitDeps {
  readonly settings: EnrolmentSettings;
  readonly dossiers: Dossiers;
  readonly verifications: Verifications;
  readonly notifications: Notifications;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
}

/** POST /api/enrolment/submit: hands the request over for verification; a repeated submission is the same one (A9). */
export async function submit(request: HttpRequest, deps: SubmitDeps): Promise<HttpResponse> {
  const { now } = request;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  const repeated = dossier.enrolment.step === 'submitted' || dossier.enrolment.step === 'in-review';
  const submitted = repeated ? dossier : await recordSubmission(dossier, now, deps);
  const started = await ensureStarted(submitted, deps, now);
  await tellInProgress(started, deps);
  return { body: toView(started) };
}

async function recordSubmission(dossier: Dossier, now: Date, deps: SubmitDeps): Promise<Dossier> {
  const { id, step, attempt } = dossier.enrolment;
  const next = stepAfter(step, 'submit');
  if (attempt >= deps.settings.attempts) {
    throw new Refusal(
      'too-many',
      'attempts-used-up',
      'This request was submitted too often. Go to a counter, or begin a new request.',
      { next: ['counter', 'restart', 'support'] },
    );
  }
  const changes = {
    step: next,
    attempt: attempt + 1,
    submittedAt: now.toISOString(),
    deadline: new Date(now.getTime() + deps.settings.decisionSeconds * 1000).toISOString(),
    decision: undefined,
    findings: undefined,
    expiresAt: undefined,
  };
  const submitted = await deps.dossiers.advance(dossier, changes, now);
  await deps.audit.record({
    event: 'enrolment.submitted',
    subject: id,
    actor: 'citizen',
    at: now,
    details: { attempt: String(attempt + 1) },
  });
  return submitted;
}

async function tellInProgress({ enrolment, person }: Dossier, deps: SubmitDeps): Promise<void> {
  const hours = String(Math.ceil(deps.settings.decisionSeconds / 3600));
  await deps.notifications.enqueue({
    id: `in-progress ${enrolment.id} ${enrolment.attempt}`,
    template: 'enrolment-in-progress',
    language: enrolment.language,
    to: { ...(person.email !== undefined && { email: person.email }) },
    data: { reference: enrolment.reference, hours },
  });
}
