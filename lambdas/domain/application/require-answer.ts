import { addDays } from '../calendar/iso-date.ts';
import { dayIn } from '../calendar/today.ts';
import { Refusal } from '../errors.ts';
import { contentDiffers, readContent, requireSame } from '../signed-document/read-content.ts';
import { requireSignature } from '../signed-document/require-signature.ts';
import { answerDocument, type Decision } from './answer-document.ts';
import type { ApplicationInHand, AuthoritySideDeps } from './authority-side.ts';
import { openContent } from './received-view.ts';

/** An outcome that the procedure knows. @throws Refusal invalid `outcome-unknown` */
export function requireOutcome({ procedure }: ApplicationInHand, outcome: string): void {
  if (procedure.answer.outcomes.some(({ value }) => value === outcome)) return;
  throw new Refusal('invalid', 'outcome-unknown', 'Choose one of the outcomes of this procedure.', {
    fields: [{ field: 'outcome', code: 'choose' }],
  });
}

/** @throws Refusal conflict `application-answered`, `application-over` */
export function requireUnanswered({ application }: ApplicationInHand): void {
  if (application.status === 'submitted') return;
  if (application.status === 'withdrawn') {
    throw new Refusal('conflict', 'application-over', 'The applicant has withdrawn this application.');
  }
  throw new Refusal(
    'conflict',
    'application-answered',
    'This application was answered already. Load the page again.',
  );
}

/**
 * A sealed answer: by the authority's own seal that the procedure asks for, on this application, dated today or yesterday.
 * @throws Refusal as `requireSignature`, `requireOutcome`; conflict `content-differs`
 */
export async function requireAnswer(
  hand: ApplicationInHand,
  signature: Uint8Array,
  deps: AuthoritySideDeps,
  now: Date,
): Promise<{ readonly content: Uint8Array; readonly outcome: string }> {
  const { procedure, application, owner } = hand;
  const holders = [`organisation:${application.authorityId}`];
  const demand = { level: 'qualified', kinds: [procedure.answer.seal], holders } as const;
  const content = await requireSignature(signature, demand, deps, now);
  const decision = decisionIn(content, dayIn(deps.timeZone, now));
  requireOutcome(hand, decision.outcome);
  const { applicant } = await openContent(application, owner, deps);
  requireSame(content, answerDocument(hand, applicant, decision));
  return { content, outcome: decision.outcome };
}

function decisionIn(content: Uint8Array, today: string): Decision {
  const { outcome, text, decidedOn } = readContent(content);
  if (typeof outcome !== 'string' || typeof text !== 'string' || text.trim() === '') throw contentDiffers();
  if (decidedOn !== today && decidedOn !== addDays(today, -1)) throw contentDiffers();
  return { outcome, text, decidedOn };
}
