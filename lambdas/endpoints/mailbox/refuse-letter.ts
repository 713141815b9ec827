import type * as v from 'valibot';
import type { RefuseLetterRequest } from '../../contracts/mailbox.ts';
import { requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { decideLetter, requireOwnLetter } from '../../domain/letter/decide-letter.ts';
import { showLetterItem } from '../../domain/letter/show-letter-item.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import type { ShowItemDeps } from './show-item.ts';

/** POST /api/mailbox/letters/{letter}/refusal (E1): the sender gets the proof with the reason; the recipient never learns who it was. */
export async function refuseLetter(
  request: HttpRequest<v.InferOutput<typeof RefuseLetterRequest>>,
  deps: ShowItemDeps,
): Promise<HttpResponse> {
  const { now, params, body } = request;
  const { account } = await requireCitizen(request, deps);
  const letter = await requireOwnLetter(params.letter ?? '', account, deps);
  const decision = { decision: 'refused', reason: body.reason } as const;
  const refused = await decideLetter(letter, account, decision, now, deps);
  return { body: await showLetterItem(refused, account, deps) };
}
