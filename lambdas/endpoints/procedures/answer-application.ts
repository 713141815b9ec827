import type { InferOutput } from 'valibot';
import type { AnswerApplicationRequest, ToSign } from '../../contracts/procedures.ts';
import { answerDocument } from '../../domain/application/answer-document.ts';
import type { Application, SignedCopy } from '../../domain/application/application.ts';
import {
  type ApplicationInHand,
  type AuthoritySideDeps,
  requireApplicationInHand,
} from '../../domain/application/authority-side.ts';
import { openDossier } from '../../domain/application/dossier.ts';
import { openContent, toReceivedView } from '../../domain/application/received-view.ts';
import { requireAnswer, requireOutcome, requireUnanswered } from '../../domain/application/require-answer.ts';
import {
  type SettleApplicationDeps,
  settleApplication,
} from '../../domain/application/settle-application.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { dayIn } from '../../domain/calendar/today.ts';
import { digestOf, fromBase64, toBase64 } from '../../domain/signed-document/digest.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface AnswerApplicationDeps extends AuthoritySideDeps, SettleApplicationDeps {
  readonly audit: AuditTrail;
}

/**
 * POST …/applications/{application}/answer: outcome and text give the bytes to seal; the official seal over them answers, once, and the
 * answer goes into the citizen's box.
 */
export async function answerApplication(
  request: HttpRequest<InferOutput<typeof AnswerApplicationRequest>>,
  deps: AnswerApplicationDeps,
): Promise<HttpResponse> {
  const hand = await requireApplicationInHand(request, deps);
  const { body, now } = request;
  if ('outcome' in body) return { body: await prepare(hand, body, deps, now) };
  const answered = await answerOnce(hand, fromBase64(body.signature), deps, now);
  const { application } = await settleApplication(
    await openDossier(answered, hand.owner, hand.procedure, deps),
    deps,
    now,
  );
  await record(application, hand, deps);
  return {
    body: await toReceivedView({ ...hand, application: { ...hand.application, ...application } }, deps, now),
  };
}

async function prepare(
  hand: ApplicationInHand,
  { outcome, text }: { readonly outcome: string; readonly text: string },
  deps: AnswerApplicationDeps,
  now: Date,
): Promise<ToSign> {
  requireUnanswered(hand);
  requireOutcome(hand, outcome);
  const { applicant } = await openContent(hand.application, hand.owner, deps);
  const decision = { outcome, text: text.normalize('NFC'), decidedOn: dayIn(deps.timeZone, now) };
  return { toSign: toBase64(answerDocument(hand, applicant, decision)) };
}

/** The very same seal again is the first one; another one comes too late. */
async function answerOnce(
  hand: ApplicationInHand,
  signature: Uint8Array,
  deps: AnswerApplicationDeps,
  now: Date,
): Promise<Application> {
  const { application, owner } = hand;
  const digest = digestOf(signature);
  if (application.answerDigest === digest) return application;
  requireUnanswered(hand);
  const { content, outcome } = await requireAnswer(hand, signature, deps, now);
  const copy: SignedCopy = { signature: toBase64(signature), content: new TextDecoder().decode(content) };
  return deps.applications.change(application, {
    status: 'answered',
    answeredAt: now.toISOString(),
    changedAt: now.toISOString(),
    outcome,
    answerDigest: digest,
    answer: await deps.personalData.seal(owner.id, owner.wrappedKey, copy),
  });
}

const record = (application: Application, { account }: ApplicationInHand, { audit }: AnswerApplicationDeps) =>
  audit.record({
    event: 'application.answered',
    subject: application.applicantId,
    actor: `organisation:${application.authorityId}`,
    at: new Date(application.answeredAt ?? ''),
    once: `application-answered#${application.id}`,
    details: { application: application.id, outcome: application.outcome ?? '', by: account.id },
  });
