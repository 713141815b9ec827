import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { Businesses } from '../../domain/business/business.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Move, MoveNotices, MoveQueue, Moves } from '../../domain/move/move.ts';
import { openMove, requireOwnMove } from '../../domain/move/own-move.ts';
import { toMoveView } from '../../domain/move/view.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface CancelMoveDeps extends CitizenDeps {
  readonly moves: Moves;
  readonly notices: MoveNotices;
  readonly queue: MoveQueue;
  readonly businesses: Businesses;
  readonly personalData: PersonalData;
  readonly audit: AuditTrail;
}

/**
 * DELETE /api/moves/{move}: no business is told any more. Those told already keep their notice, and the answer names them (E6). The
 * courier ends the others at once, also those whose next attempt was hours away.
 */
export async function cancelMove(request: HttpRequest, deps: CancelMoveDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const move = await requireOwnMove(request.params.move ?? '', account.id, deps.moves);
  const cancelled = await cancel(move, deps.moves);
  await deps.audit.record({
    event: 'move.cancelled',
    subject: account.id,
    actor: 'citizen',
    at: request.now,
    details: { move: move.id },
  });
  const content = await openMove(cancelled, account, deps.personalData);
  const notices = await deps.notices.of(move.id);
  await deps.queue.hand(notices.filter(({ state }) => state === 'queued'));
  return { body: await toMoveView(cancelled, content, notices, deps.businesses) };
}

async function cancel(move: Move, moves: Moves): Promise<Move> {
  if (move.state === 'cancelled') return move;
  if (move.state === 'done') {
    throw new Refusal(
      'conflict',
      'move-done',
      'Every business has been told already: nothing is left to cancel.',
    );
  }
  if (await moves.change(move, { state: 'cancelled' })) {
    return { ...move, state: 'cancelled', version: move.version + 1 };
  }
  const current = await moves.find(move.id);
  if (current === undefined) throw new Error('A move disappeared.');
  return cancel(current, moves);
}
