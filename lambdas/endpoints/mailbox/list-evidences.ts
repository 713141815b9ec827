import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { requireOwnLetter } from '../../domain/letter/decide-letter.ts';
import { evidenceOwner } from '../../domain/letter/letter-desk.ts';
import type { Letters } from '../../domain/letter/letters.ts';
import { type EvidenceBook, toEvidenceView } from '../../domain/registered-letter/evidence-book.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListEvidencesDeps extends CitizenDeps {
  readonly letters: Letters;
  readonly book: EvidenceBook;
}

/**
 * GET /api/mailbox/letters/{letter}/evidences (E1): for the recipient. Every record names the sender, so the files are there once
 * the letter is accepted; before, and after a refusal, what happened and when.
 */
export async function listEvidences(request: HttpRequest, deps: ListEvidencesDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const letter = await requireOwnLetter(request.params.letter ?? '', account, deps);
  const kept = await deps.book.kept(letter.id);
  if (letter.status !== 'accepted')
    return { body: { evidences: kept.map(({ event, at }) => ({ event, at })) } };
  const open = await Promise.all(kept.map((evidence) => deps.book.open(evidence, evidenceOwner(letter))));
  return { body: { evidences: open.map(toEvidenceView) } };
}
