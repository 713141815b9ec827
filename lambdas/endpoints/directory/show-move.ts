import type { Businesses } from '../../domain/business/business.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { handOver } from '../../domain/move/hand-over.ts';
import type { MoveNotices, MoveQueue, Moves } from '../../domain/move/move.ts';
import { openMove, requireOwnMove } from '../../domain/move/own-move.ts';
import { toMoveView } from '../../domain/move/view.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowMoveDeps extends CitizenDeps {
  readonly moves: Moves;
  readonly notices: MoveNotices;
  readonly queue: MoveQueue;
  readonly businesses: Businesses;
  readonly personalData: PersonalData;
}

/** GET /api/moves/{move}: what became of each notice; goes on with an order that was cut off (E6). */
export async function showMove(request: HttpRequest, deps: ShowMoveDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const found = await requireOwnMove(request.params.move ?? '', account.id, deps.moves);
  const move = found.state === 'sending' ? await handOver(found, deps) : found;
  const [content, notices] = await Promise.all([
    openMove(move, account, deps.personalData),
    deps.notices.of(move.id),
  ]);
  return { body: await toMoveView(move, content, notices, deps.businesses) };
}
