import type { Account } from '../account/account.ts';
import { Refusal } from '../errors.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { Move, MoveContent, Moves } from './move.ts';

/** The person's own move of that id; another's is answered as if there were none. */
export async function requireOwnMove(id: string, accountId: string, moves: Moves): Promise<Move> {
  const move = await moves.find(id);
  if (move?.accountId === accountId) return move;
  throw new Refusal('not-found', 'no-such-move', 'There is no such move. Start again.', {
    next: ['restart'],
  });
}

export const openMove = (
  move: Move,
  account: Account,
  personalData: Pick<PersonalData, 'open'>,
): Promise<MoveContent> => personalData.open<MoveContent>(account.id, account.wrappedKey, move.sealed);
