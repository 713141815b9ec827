import type { Account } from '../account/account.ts';
import type { Moves } from '../move/move.ts';
import type { OwnedRecords, OwnedTable } from './owned-records.ts';

export interface ForgetMovesDeps {
  readonly moves: Pick<Moves, 'of'>;
  readonly owned: Readonly<Record<OwnedTable, OwnedRecords>>;
}

/** Moves with their notices: a business that was not told yet never will be. */
export async function forgetMoves(
  { id }: Account,
  _now: Date,
  { moves, owned }: ForgetMovesDeps,
): Promise<void> {
  for (const move of await moves.of(id)) await owned['move-notices'].purge(move.id);
  await owned.moves.purge(id);
}
