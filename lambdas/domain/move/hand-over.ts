import type { Move, MoveNotices, MoveQueue, Moves } from './move.ts';

/**
 * Hands an ordered move to the courier: a record for each business, then a message for each. Done again after a crash it makes no
 * second notice: the records are kept once, and the courier tells a business once however many messages come.
 */
export async function handOver(
  move: Move,
  deps: { readonly moves: Moves; readonly notices: MoveNotices; readonly queue: MoveQueue },
): Promise<Move> {
  const businesses = move.businesses ?? [];
  const { id: moveId, accountId } = move;
  await Promise.all(businesses.map((businessId) => deps.notices.queue({ moveId, businessId, accountId })));
  await deps.queue.hand(businesses.map((businessId) => ({ moveId: move.id, businessId })));
  const handed = await deps.moves.change(move, { state: 'sent' });
  return handed
    ? { ...move, state: 'sent', version: move.version + 1 }
    : ((await deps.moves.find(move.id)) ?? move);
}
