import { requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import { decideLetter, requireOwnLetter } from '../../domain/letter/decide-letter.ts';
import { showLetterItem } from '../../domain/letter/show-letter-item.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import type { ShowItemDeps } from './show-item.ts';

/** POST /api/mailbox/letters/{letter}/acceptance (E1): proved, handed over, and its sender named. */
export async function acceptLetter(request: HttpRequest, deps: ShowItemDeps): Promise<HttpResponse> {
  const { now, params } = request;
  const { account } = await requireCitizen(request, deps);
  const letter = await requireOwnLetter(params.letter ?? '', account, deps);
  if (account.level === 'low') throw levelTooLow();
  const accepted = await decideLetter(letter, account, { decision: 'accepted' }, now, deps);
  return { body: await showLetterItem(accepted, account, deps) };
}

/** The recipient is identified before acceptance, at least `substantial` (CPCE R. 53-1; eIDAS art. 44(1)(c)). */
const levelTooLow = (): Refusal =>
  new Refusal(
    'forbidden',
    'letter-level-too-low',
    'Accepting registered letters needs an identity proved at the level substantial.',
    { next: ['counter'] },
  );
