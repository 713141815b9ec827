import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { Moves } from '../../domain/move/move.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListMovesDeps extends CitizenDeps {
  readonly moves: Moves;
}

/** GET /api/moves: the person's moves, newest first (E6). */
export async function listMoves(request: HttpRequest, deps: ListMovesDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const moves = await deps.moves.of(account.id);
  const views = moves.map(({ id, state, startedAt, businesses = [] }) => ({
    move: id,
    state,
    startedAt,
    businesses: businesses.length,
  }));
  return { body: { moves: views } };
}
