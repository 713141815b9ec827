import { evidenceOwner } from '../../domain/letter/letter-desk.ts';
import type { Letters } from '../../domain/letter/letters.ts';
import { requireSentLetter } from '../../domain/letter/sent-letter.ts';
import { requireOrganisation } from '../../domain/organisation-token/require-organisation.ts';
import { type EvidenceBook, toEvidenceView } from '../../domain/registered-letter/evidence-book.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export type ListLetterEvidencesDeps = Parameters<typeof requireOrganisation>[1] & {
  readonly letters: Pick<Letters, 'find'>;
  readonly book: EvidenceBook;
};

/** GET /api/letters/{letter}/evidences (E1): every proof but when the recipient read what was handed over: that is theirs. */
export async function listLetterEvidences(
  request: HttpRequest,
  deps: ListLetterEvidencesDeps,
): Promise<HttpResponse> {
  const { organisationId } = await requireOrganisation(request, deps);
  const letter = await requireSentLetter(request.params.letter ?? '', organisationId, deps);
  const kept = (await deps.book.kept(letter.id)).filter(({ event }) => event !== 'ContentAccessTracking');
  const open = await Promise.all(kept.map((evidence) => deps.book.open(evidence, evidenceOwner(letter))));
  return { body: { evidences: open.map(toEvidenceView) } };
}
